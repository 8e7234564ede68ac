BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'
    $script:connection = Connect-Bitrix24 -Sandbox
    $script:json = "{`"Client`":`"Anna`",`"user_code`":`"$code`",`"ChatId`":1763}"
    Add-Type -IgnoreWarnings -WarningAction SilentlyContinue -TypeDefinition @'
        using System;
        using System.Collections;
        using System.Collections.Generic;
        using System.Collections.Specialized;

        // Enumerates its names, and has them under an indexer, as sessions and cookies of web servers do.
        public sealed class OLNames : IEnumerable
        {
            private readonly Dictionary<string, object> _values = new Dictionary<string, object>();
            public ICollection Keys { get { return _values.Keys; } }
            public object this[string name] { get { return _values[name]; } set { _values[name] = value; } }
            public IEnumerator GetEnumerator() { return _values.Keys.GetEnumerator(); }
        }

        // Keeps its values to itself.
        public sealed class OLClosedNames : NameObjectCollectionBase
        {
            public OLClosedNames(string name, object value) { BaseAdd(name, value); }
        }

        public sealed class OLReadOnly : IReadOnlyDictionary<string, long>
        {
            private readonly Dictionary<string, long> _values = new Dictionary<string, long> { { "ChatId", 1763 } };
            public long this[string key] { get { return _values[key]; } }
            public IEnumerable<string> Keys { get { return _values.Keys; } }
            public IEnumerable<long> Values { get { return _values.Values; } }
            public int Count { get { return _values.Count; } }
            public bool ContainsKey(string key) { return _values.ContainsKey(key); }
            public bool TryGetValue(string key, out long value) { return _values.TryGetValue(key, out value); }
            public IEnumerator<KeyValuePair<string, long>> GetEnumerator() { return _values.GetEnumerator(); }
            IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }
        }

        // A value of a library, which is a list of its children too.
        public sealed class OLValue : IConvertible, IEnumerable
        {
            private readonly IConvertible _value;
            public OLValue(IConvertible value) { _value = value; }
            public IEnumerator GetEnumerator() { yield break; }
            public TypeCode GetTypeCode() { return _value == null ? TypeCode.Empty : _value.GetTypeCode(); }
            public string ToString(IFormatProvider provider) { return _value.ToString(provider); }
            public long ToInt64(IFormatProvider provider) { return _value.ToInt64(provider); }
            public bool ToBoolean(IFormatProvider provider) { return _value.ToBoolean(provider); }
            public byte ToByte(IFormatProvider provider) { return _value.ToByte(provider); }
            public char ToChar(IFormatProvider provider) { return _value.ToChar(provider); }
            public DateTime ToDateTime(IFormatProvider provider) { return _value.ToDateTime(provider); }
            public decimal ToDecimal(IFormatProvider provider) { return _value.ToDecimal(provider); }
            public double ToDouble(IFormatProvider provider) { return _value.ToDouble(provider); }
            public short ToInt16(IFormatProvider provider) { return _value.ToInt16(provider); }
            public int ToInt32(IFormatProvider provider) { return _value.ToInt32(provider); }
            public sbyte ToSByte(IFormatProvider provider) { return _value.ToSByte(provider); }
            public float ToSingle(IFormatProvider provider) { return _value.ToSingle(provider); }
            public object ToType(Type type, IFormatProvider provider) { return _value.ToType(type, provider); }
            public ushort ToUInt16(IFormatProvider provider) { return _value.ToUInt16(provider); }
            public uint ToUInt32(IFormatProvider provider) { return _value.ToUInt32(provider); }
            public ulong ToUInt64(IFormatProvider provider) { return _value.ToUInt64(provider); }
        }
'@

    # What came out and what failed, in one list.
    function Get-Outcome {
        param([scriptblock] $Script)

        @(& $Script 2>&1)
    }

    function New-Keyed {
        param([object] $Keyed, [System.Collections.IDictionary] $Content)

        foreach ($key in $Content.Keys) { $Keyed.Add($key, $Content[$key]) }
        , $Keyed
    }

    function ConvertTo-Element {
        param([string] $Text)

        [System.Text.Json.JsonDocument]::Parse($Text).RootElement
    }

    function ConvertTo-Node {
        param([string] $Text)

        , [System.Text.Json.Nodes.JsonNode]::Parse($Text)
    }
}

AfterAll {
    Disconnect-Bitrix24
    Close-Module
}

Describe 'A record that has its values under keys' {
    It 'is read by key, never as a list: <Why>' -ForEach @(
        @{ Why = 'a dictionary of texts'
            Record = {
                New-Keyed ([System.Collections.Generic.Dictionary[string, string]]::new()) @{ user_code = $code; chat_id = '1763' }
            } }
        @{ Why = 'a sorted dictionary of texts'
            Record = {
                New-Keyed ([System.Collections.Generic.SortedDictionary[string, string]]::new()) @{ UserCode = $code; ChatId = '1763' }
            } }
        @{ Why = 'a dictionary whose keys are objects'
            Record = {
                New-Keyed ([System.Collections.Generic.Dictionary[object, object]]::new()) @{ UserCode = $code; ChatId = 1763; 5 = 6 }
            } }
        @{ Why = 'a sorted list'; Record = { New-Keyed ([System.Collections.SortedList]::new()) @{ usercode = $code; chatid = 1763 } } }
        @{ Why = 'names and values'
            Record = {
                New-Keyed ([System.Collections.Specialized.NameValueCollection]::new()) @{ UserCode = $code; ChatId = '1763' }
            } }
        @{ Why = 'headers'; Record = { New-Keyed ([System.Net.WebHeaderCollection]::new()) @{ UserCode = $code; ChatId = '1763' } } }
        @{ Why = 'a dictionary of strings'
            Record = { New-Keyed ([System.Collections.Specialized.StringDictionary]::new()) @{ UserCode = $code; ChatId = '1763' } } }
        @{ Why = 'a collection with names'
            Record = { $names = [OLNames]::new(); $names['USER_CODE'] = $code; $names['DialogId'] = 'chat1763'; , $names } }
        @{ Why = 'a JSON object'; Record = { ConvertTo-Node $json } }
        @{ Why = 'a JSON element'; Record = { ConvertTo-Element $json } }
    ) {
        $record = & $Record
        foreach ($name in 'Get-OLChatByUserCode', 'Join-OLSession') {
            $calls = $connection.Calls
            foreach ($script in
                { & $name $record }, { & $name -InputObject $record }, { , $record | & $name }, { & $name -InputObject (, $record) }) {
                $all = Get-Outcome $script
                $all.Count | Should -Be 1
                $all[0].ChatId | Should -Be 1763
                $all[0].UserCode | Should -BeExactly $code
                [object]::ReferenceEquals($all[0].InputObject, $record) -or $record -is [ValueType] | Should -BeTrue
            }

            $connection.Calls | Should -Be ($calls + 4)
        }
    }

    It 'is read by key where it is only to be read' {
        (Join-OLSession ([OLReadOnly]::new())).ChatId | Should -Be 1763
    }

    It 'tells which keys it has, and sends nothing, where none is wanted: <Why>' -ForEach @(
        @{ Why = 'a hashtable'; Record = { @{ Kunde = 'Anna' } } }
        @{ Why = 'names and values'
            Record = { New-Keyed ([System.Collections.Specialized.NameValueCollection]::new()) @{ Kunde = 'Anna' } } }
        @{ Why = 'a collection that keeps its values to itself'; Record = { , [OLClosedNames]::new('Kunde', 1) } }
        @{ Why = 'a dictionary of numbers'
            Record = { New-Keyed ([System.Collections.Generic.Dictionary[string, int]]::new()) @{ Kunde = 1 } } }
        @{ Why = 'a JSON object'; Record = { ConvertTo-Node '{"Kunde":"Anna"}' } }
        @{ Why = 'a JSON element'; Record = { ConvertTo-Element '{"Kunde":"Anna"}' } }
    ) {
        $record = & $Record
        $calls = $connection.Calls
        $all = Get-Outcome { Get-OLChatByUserCode -InputObject $record }
        $all.Count | Should -Be 1
        $all[0].FullyQualifiedErrorId | Should -BeLike 'InvalidUserCode,*'
        "$($all[0])" | Should -BeLike "*no value in a property UserCode, *It has: 'Kunde'.*"
        $all[0].ErrorDetails.RecommendedAction | Should -BeLike 'Name the column UserCode*'
        $connection.Calls | Should -Be $calls
    }

    It 'may have the value in a property that was added to it' {
        $table = @{ Client = 'Anna' } | Add-Member -NotePropertyName UserCode -NotePropertyValue $code -PassThru
        ($table | Get-OLChatByUserCode).ChatId | Should -Be 1763
        (Get-OLChatByUserCode -InputObject $table).ChatId | Should -Be 1763
        (@{ ChatId = 1763 } | Add-Member -NotePropertyName USER_CODE -NotePropertyValue $code -PassThru | Join-OLSession).UserCode |
            Should -BeExactly $code
        $all = Get-Outcome { @{ Client = 'Anna' } | Add-Member -NotePropertyName Kunde -NotePropertyValue 1 -PassThru | Join-OLSession }
        "$all" | Should -BeLike "*It has: 'Client', 'Kunde'.*"
        $row = $all | ConvertFrom-OLError
        $row.Client | Should -BeExactly Anna
        $row.Kunde | Should -Be 1
    }

    It 'has the key before the property, and the exact key before one of other letters' {
        $keys = New-Keyed ([System.Collections.Generic.Dictionary[string, object]]::new()) ([ordered]@{ chatid = 5 })
        $keys.Add('ChatId', 1763)
        ($keys | Add-Member -NotePropertyName ChatId -NotePropertyValue 7 -PassThru | Join-OLSession).ChatId | Should -Be 1763
    }

    It 'has a list where a name has several values, and that is one error' {
        $names = [System.Collections.Specialized.NameValueCollection]::new()
        $names.Add('UserCode', $code)
        $names.Add('UserCode', 'livechat|58|2042|479')
        $all = Get-Outcome { Get-OLChatByUserCode -InputObject $names }
        $all.Count | Should -Be 1
        $all[0].FullyQualifiedErrorId | Should -BeLike 'InvalidUserCode,*'
    }

    It 'that PowerShell takes apart is an error of each entry, which says how to give it whole' {
        $record = ConvertTo-Node $json
        $all = Get-Outcome { $record | Get-OLChatByUserCode }
        $all.Count | Should -Be 3
        $all | ForEach-Object {
            $_.FullyQualifiedErrorId | Should -BeLike 'InvalidUserCode,*'
            $_.ErrorDetails.RecommendedAction | Should -BeLike '*-InputObject*'
        }
    }

    It 'that is gone costs its own item only' {
        $document = [System.Text.Json.JsonDocument]::Parse($json)
        $gone = $document.RootElement
        $document.Dispose()
        $all = Get-Outcome { $code, $gone, $code | Get-OLChatByUserCode }
        $all.Count | Should -Be 3
        $all[0, 2].ChatId | Should -Be 1763, 1763
        $all[1].FullyQualifiedErrorId | Should -BeLike 'InvalidUserCode,*'
        "$($all[1])" | Should -BeLike '*failed: *disposed*'
        @($all[1] | ConvertFrom-OLError).Count | Should -Be 1
    }

    It 'becomes a row with a column for each key where it failed: <Why>' -ForEach @(
        @{ Why = 'a JSON element'; Record = { ConvertTo-Element '{"Client":"Anna","UserCode":"","N":5}' } }
        @{ Why = 'a JSON object'; Record = { ConvertTo-Node '{"Client":"Anna","UserCode":"","N":5}' } }
        @{ Why = 'a dictionary of texts'
            Record = {
                New-Keyed ([System.Collections.Generic.Dictionary[string, string]]::new()) @{ Client = 'Anna'; UserCode = ''; N = '5' }
            } }
    ) {
        $record = & $Record
        $failed = Get-OLChatByUserCode -InputObject $record 2>&1 | ConvertFrom-OLError
        $failed.Client | Should -BeExactly Anna
        $failed.N | Should -Be 5
    }
}

Describe 'A value that a library wraps' {
    It 'is the value itself: <Why>' -ForEach @(
        @{ Why = 'a JSON text'; Value = { ConvertTo-Element '"chat1763"' } }
        @{ Why = 'a JSON number'; Value = { ConvertTo-Element '1763' } }
        @{ Why = 'a JSON number with a fraction of zero'; Value = { ConvertTo-Element '1763.0' } }
        @{ Why = 'a JSON node of a text'; Value = { ConvertTo-Node '"1763"' } }
        @{ Why = 'a JSON node of a number'; Value = { ConvertTo-Node '1763' } }
        @{ Why = 'a JSON node of a value'; Value = { , [System.Text.Json.Nodes.JsonValue]::Create([long] 1763) } }
        @{ Why = 'a number of a database'; Value = { [System.Data.SqlTypes.SqlInt64] 1763 } }
        @{ Why = 'a text of a database'; Value = { [System.Data.SqlTypes.SqlString] '1763' } }
        @{ Why = 'a number of a library'; Value = { , [OLValue]::new(1763) } }
        @{ Why = 'a text of a library'; Value = { , [OLValue]::new('chat1763') } }
    ) {
        $value = & $Value
        foreach ($script in
            { Join-OLSession $value }, { , $value | Join-OLSession }, { Join-OLSession @{ ChatId = $value } },
            { [pscustomobject]@{ ChatId = $value } | Join-OLSession },
            { [pscustomobject]@{ A = $value } | Join-OLSession -ChatId { , $_.A } }) {
            $all = Get-Outcome $script
            $all.Count | Should -Be 1
            $all[0].ChatId | Should -Be 1763
        }
    }

    It 'is no value: <Why>' -ForEach @(
        @{ Why = 'a JSON null'; Value = { ConvertTo-Element 'null' } }
        @{ Why = 'a null of a database'; Value = { [System.Data.SqlTypes.SqlInt64]::Null } }
        @{ Why = 'a null of a library'; Value = { , [OLValue]::new($null) } }
    ) {
        $value = & $Value
        $all = Get-Outcome { Join-OLSession -InputObject $value; Join-OLSession @{ ChatId = $value } }
        $all.Count | Should -Be 2
        "$($all[0])" | Should -BeLike '*there is no value*'
        "$($all[1])" | Should -BeLike "*no value in a property ChatId*It has: 'ChatId'.*"
    }

    It 'is refused by its kind like a plain one: <Text>' -ForEach @(
        @{ Text = 'true'; Why = 'type Boolean' }
        @{ Text = '1763.5'; Why = 'fraction' }
        @{ Text = '1e999'; Why = 'exponent' }
        @{ Text = '[1763]'; Why = 'type JsonElement' }
    ) {
        "$(Get-Outcome { Join-OLSession @{ ChatId = (ConvertTo-Element $Text) } })" | Should -BeLike "*$Why*"
    }

    It 'is many items where it is an array' {
        $array = ConvertTo-Element "[{`"UserCode`":`"$code`"},`"$code`",null]"
        $all = Get-Outcome { $array | Get-OLChatByUserCode }
        $all.Count | Should -Be 3
        $all[0, 1].ChatId | Should -Be 1763, 1763
        $nodes = ConvertTo-Node "[{`"UserCode`":`"$code`"},`"$code`"]"
        (Get-OLChatByUserCode -InputObject $nodes).ChatId | Should -Be 1763, 1763
        ($nodes | Get-OLChatByUserCode).ChatId | Should -Be 1763, 1763
    }
}
