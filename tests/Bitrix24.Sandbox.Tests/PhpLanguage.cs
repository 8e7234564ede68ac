using System.Text;

namespace Bitrix24.Sandbox.Tests;

/// <summary>The pieces of PHP that show through.</summary>
public sealed class PhpLanguage
{
    [Theory]
    [InlineData("a=1&a=2", """{"a":"2"}""")]
    [InlineData("a[]=1&a[]=2", """{"a":["1","2"]}""")]
    [InlineData("a[b][]=1&a[b][]=2&a[c]=3", """{"a":{"b":["1","2"],"c":"3"}}""")]
    [InlineData("a[5]=x&a[]=y", """{"a":{"5":"x","6":"y"}}""")]
    [InlineData("a%5Bb%5D=1", """{"a":{"b":"1"}}""")]
    [InlineData("a.b=1&c d=2", """{"a_b":"1","c_d":"2"}""")]
    [InlineData("a[b=1", """{"a_b":"1"}""")]
    [InlineData("a&b=&=c", """{"a":"","b":""}""")]
    [InlineData("a=%zz&b=100%", """{"a":"%zz","b":"100%"}""")]
    [InlineData("", "[]")]
    public void Query_strings(string query, string json)
    {
        Assert.Equal(json, Encoding.UTF8.GetString(PhpJsonWriter.Write(PhpQueryString.Parse(query))));
    }

    [Theory]
    [InlineData("""{"a":{}}""", """{"a":[]}""")]
    [InlineData("""{"0":"a","1":"b"}""", """["a","b"]""")]
    [InlineData("""{"1":"a"}""", """{"1":"a"}""")]
    [InlineData("""{"1":"a","0":"b"}""", """{"1":"a","0":"b"}""")]
    [InlineData("""{"01":1}""", """{"01":1}""")]
    [InlineData("""[1,2.0,2.5,true,null]""", """[1,2,2.5,true,null]""")]
    [InlineData("""["a/b<c>&'"]""", """["a\/b\u003Cc\u003E\u0026\u0027"]""")]
    [InlineData("""["Иван \"x\""]""", """["Иван \u0022x\u0022"]""")]
    public void Json_comes_back_as_PHP_prints_it(string json, string printed)
    {
        Assert.Equal(printed, Encoding.UTF8.GetString(PhpJsonWriter.Write(PhpJsonReader.Read(Encoding.UTF8.GetBytes(json))!)));
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("", false)]
    [InlineData("false", true)]
    [InlineData("1", true)]
    public void Text_is_true_unless_empty_or_zero(string text, bool isTrue)
    {
        Assert.Equal(isTrue, PhpValue.ToBoolean(text));
    }

    [Fact]
    public void Big_arrays_keep_order_and_find_keys()
    {
        var array = new PhpArray();
        for (var i = 0; i < 100; i++)
        {
            array["c" + PhpValue.ToText((long)i)] = (long)i;
        }

        array["c7"] = "changed";
        array.Remove("c0");

        Assert.Equal(99, array.Count);
        Assert.Equal("changed", array["c7"]);
        Assert.Equal(99L, array["c99"]);
        Assert.Null(array["c0"]);
    }
}
