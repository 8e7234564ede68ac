using System;
using System.Linq;
using System.Text;

namespace Bitrix24.OpenLines.Tests;

public sealed class DialogRecordTests
{
    [Theory]
    [InlineData("""{"entity_data_1":"Y|LEAD|5|N|N|10004|1773660718|22|0|","owner":5,"role":"member"}""", 10004, 5, true)]
    [InlineData("""{"entity_data_1":"N|NONE|0|N|N|0|0|0|0|0","owner":"0","role":"guest"}""", 0, 0, false)]
    [InlineData("""{"entity_data_1":"","role":"GUEST"}""", 0, 0, false)]
    [InlineData("""{"entity_data_1":"a|b|c|d|e|x","owner":null,"role":""}""", 0, 0, null)]
    [InlineData("""{"entity_data_1":"a|b|c|d|e|7","owner":-5,"role":5}""", 7, 0, true)]
    [InlineData("""{"entity_data_1":"a|b|c|d|e|7","role":[]}""", 7, 0, null)]
    public void A_dialog_tells_of_its_session_its_operator_and_the_caller(string json, long session, long operatorId, bool? isMember)
    {
        var dialog = Read(json);
        Assert.Equal((session, operatorId, isMember), (dialog.SessionId, dialog.OperatorId, dialog.IsMember));
    }

    [Fact]
    public void A_dialog_tells_all_that_is_packed_into_its_data()
    {
        var dialog = Read("""
            {"id":1777,"owner":27,"role":"OWNER","entity_id":"livechat|22|1775|599","entity_data_3":"Y",
             "entity_data_1":"Y|LEAD|1209|Y|N|343|1773682918|15|1773689999|TELEGRAM",
             "entity_data_2":"LEAD|1209|COMPANY|0|CONTACT|7|DEAL|x|ODD"}
            """);

        Assert.Equal((1777, 343, 27, 15), (dialog.Chat.Value, dialog.SessionId, dialog.OperatorId, dialog.LineId));
        Assert.Equal((true, true, true, true), (dialog.IsOwner, dialog.IsMember, dialog.IsPinned, dialog.IsSilent));
        Assert.Equal((true, "LEAD", 1209), (dialog.IsCrmBound, dialog.CrmType, dialog.CrmId));
        Assert.Equal("LEAD 1209, CONTACT 7", string.Join(", ", dialog.Bindings.Select(static pair => $"{pair.Key} {pair.Value}")));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1773682918), dialog.SessionStarted);
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1773689999), "TELEGRAM"), (dialog.BlockedUntil, dialog.BlockReason));
        Assert.Equal("livechat|22|1775|599", dialog.UserCode);
    }

    [Fact]
    public void What_a_dialog_does_not_tell_is_nothing()
    {
        var dialog = Read("""{"entity_data_1":"N|NONE|0|N|N|0|0|0|0|0"}""");

        Assert.Equal((0, 0, null, null), (dialog.SessionId, dialog.OperatorId, dialog.LineId, dialog.Role));
        Assert.Equal((null, null, null, null), (dialog.CrmType, dialog.CrmId, dialog.BlockedUntil, dialog.BlockReason));
        Assert.Equal((false, false, false, false), (dialog.IsOwner, dialog.IsPinned, dialog.IsSilent, dialog.IsCrmBound));
        Assert.Null(dialog.SessionStarted);
        Assert.Empty(dialog.Bindings);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"entity_data_1":null}""")]
    [InlineData("""{"entity_data_1":{}}""")]
    public void Anything_else_is_no_dialog(string json) => Assert.Throws<FormatException>(() => Read(json));

    private static DialogRecord Read(string json) => DialogRecord.Read(new(Encoding.UTF8.GetBytes(json)));
}
