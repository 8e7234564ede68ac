using System;
using System.Text;

namespace Bitrix24.OpenLines.Tests;

public sealed class DialogTests
{
    [Theory]
    [InlineData("""{"entity_data_1":"Y|LEAD|5|N|N|10004|1773660718|22|0|","owner":5,"role":"member"}""", 10004, 5, true)]
    [InlineData("""{"entity_data_1":"N|NONE|0|N|N|0|0|0|0|0","owner":"0","role":"guest"}""", 0, 0, false)]
    [InlineData("""{"entity_data_1":"","role":"GUEST"}""", 0, 0, false)]
    [InlineData("""{"entity_data_1":"a|b|c|d|e|x","owner":null,"role":""}""", 0, 0, null)]
    [InlineData("""{"entity_data_1":"a|b|c|d|e|7","owner":-5,"role":5}""", 7, 0, true)]
    [InlineData("""{"entity_data_1":"a|b|c|d|e|7","role":[]}""", 7, 0, null)]
    public void A_dialog_tells_of_its_session_its_operator_and_the_caller(string json, long session, long operatorId, bool? isMember) =>
        Assert.Equal(new Dialog(session, operatorId, isMember), Read(json));

    [Theory]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"entity_data_1":null}""")]
    [InlineData("""{"entity_data_1":{}}""")]
    public void Anything_else_is_no_dialog(string json) => Assert.Throws<FormatException>(() => Read(json));

    private static Dialog Read(string json) => Dialog.Read(new(Encoding.UTF8.GetBytes(json)));
}
