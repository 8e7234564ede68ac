<?xml version="1.0" encoding="utf-8"?>
<!-- Makes the help file of the module, in the form that PowerShell reads, of the files beside it: one a cmdlet, and what they share. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://msh"
    xmlns:maml="http://schemas.microsoft.com/maml/2004/10"
    xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10"
    xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10">
  <xsl:output method="xml" encoding="utf-8" indent="yes" />
  <xsl:variable name="fragments" select="document('Shared.xml')/shared/fragment" />
  <xsl:variable name="switch" select="'System.Management.Automation.SwitchParameter'" />

  <xsl:template match="/files">
    <helpItems schema="maml">
      <xsl:for-each select="file">
        <xsl:sort select="@name" />
        <xsl:apply-templates select="document(string(@name))/help" />
      </xsl:for-each>
    </helpItems>
  </xsl:template>

  <xsl:template match="help">
    <command:command>
      <command:details>
        <command:name><xsl:value-of select="@cmdlet" /></command:name>
        <command:verb><xsl:value-of select="substring-before(@cmdlet, '-')" /></command:verb>
        <command:noun><xsl:value-of select="substring-after(@cmdlet, '-')" /></command:noun>
        <maml:description><maml:para><xsl:value-of select="normalize-space(synopsis)" /></maml:para></maml:description>
      </command:details>
      <maml:description><xsl:apply-templates select="description/*" /></maml:description>
      <command:syntax>
        <xsl:apply-templates select="sets/set" />
        <xsl:if test="not(sets)"><xsl:call-template name="syntaxItem" /></xsl:if>
      </command:syntax>
      <command:parameters><xsl:apply-templates select="parameters/*" /></command:parameters>
      <command:inputTypes><xsl:apply-templates select="inputs/*" /></command:inputTypes>
      <command:returnValues><xsl:apply-templates select="outputs/*" /></command:returnValues>
      <maml:alertSet><maml:alert><xsl:apply-templates select="notes/*" /></maml:alert></maml:alertSet>
      <command:examples><xsl:apply-templates select="examples/example" /></command:examples>
      <command:relatedLinks><xsl:apply-templates select="links/link" /></command:relatedLinks>
    </command:command>
  </xsl:template>

  <!-- What several cmdlets share stands in one place. -->
  <xsl:template match="shared">
    <xsl:call-template name="check" />
    <xsl:apply-templates select="$fragments[@name = current()/@name]/*" />
  </xsl:template>

  <xsl:template match="shared" mode="syntax">
    <xsl:param name="set" />
    <xsl:apply-templates select="$fragments[@name = current()/@name]/*" mode="syntax">
      <xsl:with-param name="set" select="$set" />
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template name="check">
    <xsl:if test="not($fragments[@name = current()/@name])">
      <xsl:message terminate="yes">There is no fragment <xsl:value-of select="@name" />.</xsl:message>
    </xsl:if>
  </xsl:template>

  <xsl:template match="set">
    <xsl:call-template name="syntaxItem">
      <xsl:with-param name="set" select="@name" />
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="syntaxItem">
    <xsl:param name="set" select="''" />
    <command:syntaxItem>
      <maml:name><xsl:value-of select="ancestor-or-self::help/@cmdlet" /></maml:name>
      <xsl:apply-templates select="ancestor-or-self::help/parameters/*" mode="syntax">
        <xsl:with-param name="set" select="$set" />
      </xsl:apply-templates>
    </command:syntaxItem>
  </xsl:template>

  <!-- Without its own list of sets a parameter is in every one. -->
  <xsl:template match="parameter" mode="syntax">
    <xsl:param name="set" />
    <xsl:if test="not(@sets) or contains(concat(' ', @sets, ' '), concat(' ', $set, ' '))">
      <command:parameter>
        <xsl:call-template name="attributes"><xsl:with-param name="set" select="$set" /></xsl:call-template>
        <xsl:if test="@type != $switch"><xsl:call-template name="value" /></xsl:if>
      </command:parameter>
    </xsl:if>
  </xsl:template>

  <xsl:template match="parameter">
    <command:parameter>
      <xsl:call-template name="attributes" />
      <maml:description><xsl:apply-templates /></maml:description>
      <xsl:call-template name="value" />
      <dev:type><maml:name><xsl:value-of select="@type" /></maml:name><maml:uri /></dev:type>
      <dev:defaultValue>
        <xsl:choose>
          <xsl:when test="@default"><xsl:value-of select="@default" /></xsl:when>
          <xsl:when test="@type = $switch">False</xsl:when>
          <xsl:otherwise>None</xsl:otherwise>
        </xsl:choose>
      </dev:defaultValue>
    </command:parameter>
  </xsl:template>

  <!-- A parameter may be required in some of its sets and optional in others. -->
  <xsl:template name="attributes">
    <xsl:param name="set" />
    <xsl:attribute name="required">
      <xsl:choose>
        <xsl:when test="$set and contains(concat(' ', @optional, ' '), concat(' ', $set, ' '))">false</xsl:when>
        <xsl:when test="@required"><xsl:value-of select="@required" /></xsl:when>
        <xsl:otherwise>false</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
    <xsl:attribute name="variableLength">true</xsl:attribute>
    <xsl:attribute name="globbing">
      <xsl:choose><xsl:when test="@globbing"><xsl:value-of select="@globbing" /></xsl:when><xsl:otherwise>false</xsl:otherwise></xsl:choose>
    </xsl:attribute>
    <xsl:attribute name="pipelineInput">
      <xsl:choose>
        <xsl:when test="@pipelineInput"><xsl:value-of select="@pipelineInput" /></xsl:when>
        <xsl:otherwise>False</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
    <xsl:attribute name="position">
      <xsl:choose><xsl:when test="@position"><xsl:value-of select="@position" /></xsl:when><xsl:otherwise>named</xsl:otherwise></xsl:choose>
    </xsl:attribute>
    <xsl:attribute name="aliases">
      <xsl:choose><xsl:when test="@aliases"><xsl:value-of select="@aliases" /></xsl:when><xsl:otherwise>none</xsl:otherwise></xsl:choose>
    </xsl:attribute>
    <maml:name><xsl:value-of select="@name" /></maml:name>
  </xsl:template>

  <xsl:template name="value">
    <command:parameterValue required="{@type != $switch}" variableLength="false">
      <xsl:call-template name="shortName"><xsl:with-param name="name" select="@type" /></xsl:call-template>
    </command:parameterValue>
  </xsl:template>

  <xsl:template name="shortName">
    <xsl:param name="name" />
    <xsl:choose>
      <xsl:when test="contains($name, '.')">
        <xsl:call-template name="shortName"><xsl:with-param name="name" select="substring-after($name, '.')" /></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$name" /></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="input">
    <command:inputType><xsl:call-template name="typed" /></command:inputType>
  </xsl:template>

  <xsl:template match="output">
    <command:returnValue><xsl:call-template name="typed" /></command:returnValue>
  </xsl:template>

  <xsl:template name="typed">
    <dev:type><maml:name><xsl:value-of select="@type" /></maml:name></dev:type>
    <maml:description><xsl:apply-templates /></maml:description>
  </xsl:template>

  <xsl:template match="example">
    <command:example>
      <maml:title>Example <xsl:value-of select="position()" />: <xsl:value-of select="@title" /></maml:title>
      <dev:code><xsl:value-of select="code" /></dev:code>
      <!-- The empty paragraph keeps the next example apart on the screen. -->
      <dev:remarks><xsl:apply-templates select="p" /><maml:para /></dev:remarks>
    </command:example>
  </xsl:template>

  <xsl:template match="link">
    <maml:navigationLink>
      <maml:linkText>
        <xsl:choose><xsl:when test="@to"><xsl:value-of select="@to" /></xsl:when><xsl:otherwise>Online Version:</xsl:otherwise></xsl:choose>
      </maml:linkText>
      <maml:uri><xsl:value-of select="@uri" /></maml:uri>
    </maml:navigationLink>
  </xsl:template>

  <xsl:template match="p">
    <maml:para><xsl:value-of select="normalize-space()" /></maml:para>
  </xsl:template>

  <xsl:template match="text()" />
</xsl:stylesheet>
