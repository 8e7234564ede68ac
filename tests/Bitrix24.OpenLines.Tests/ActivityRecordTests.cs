using System;
using System.Text;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests;

public sealed class ActivityRecordTests
{
    [Fact]
    public void An_activity_tells_of_its_session()
    {
        var record = Read("""
            {"ID":"7","ASSOCIATED_ENTITY_ID":"343","PROVIDER_PARAMS":{"USER_CODE":"imol|livechat|22|1775|599"},
             "RESULT_SOURCE_ID":"livechat","RESPONSIBLE_ID":"27",
             "CREATED":"2026-03-13T16:50:15+03:00","END_TIME":"2026-03-13T17:00:00+03:00","COMPLETED":"Y",
             "OWNER_TYPE_ID":"2","OWNER_ID":"501"}
            """);

        Assert.Equal((343, 27), (record.SessionId, record.OperatorId));
        Assert.Equal(("livechat|22|1775|599", "livechat"), (record.UserCode, record.ConnectorId));
        Assert.Equal((true, "DEAL", 501), (record.IsClosed, record.CrmType, record.CrmId));
        Assert.Equal(new DateTimeOffset(2026, 3, 13, 16, 50, 15, TimeSpan.FromHours(3)), record.Started);
        Assert.Equal(new DateTimeOffset(2026, 3, 13, 17, 0, 0, TimeSpan.FromHours(3)), record.Closed);
    }

    [Fact]
    public void What_it_does_not_tell_is_nothing()
    {
        var record = Read("""
            {"ASSOCIATED_ENTITY_ID":343,"PROVIDER_PARAMS":[],"RESPONSIBLE_ID":"0","COMPLETED":"N","END_TIME":"2026-01-01"}
            """);

        Assert.Equal((null, null, null), (record.UserCode, record.ConnectorId, record.OperatorId));
        Assert.Equal((false, null, null), (record.IsClosed, record.CrmType, record.CrmId));
        Assert.Null(record.Closed);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ID":"7"}""")]
    [InlineData("""{"ASSOCIATED_ENTITY_ID":"0"}""")]
    public void One_without_a_session_is_none(string json) => Assert.Throws<FormatException>(() => Read(json));

    [Theory]
    [InlineData("deal", 5, 2, null)]
    [InlineData(" COMPANY ", "7", 4, null)]
    [InlineData("", 5, 0, "InvalidCrmId")]
    [InlineData(null, 5, 0, "InvalidCrmId")]
    [InlineData("QUOTE", 5, 0, "InvalidCrmId")]
    [InlineData(2, 5, 0, "InvalidCrmId")]
    [InlineData("DEAL", "x", 0, "InvalidCrmId")]
    public void A_crm_object_is_named_by_type_and_id(object? type, object? id, long number, string? error)
    {
        var owner = CrmOwner.Parse(type, id, "m", out var found);
        Assert.Equal((number, error), (owner?.Type ?? 0, found?.Id));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(5L, false, true)]
    [InlineData(6L, null, false)]
    [InlineData(null, true, false)]
    public void A_filter_tells_which_sessions_are_wanted(long? operatorId, bool? isClosed, bool matches)
    {
        var started = new DateTimeOffset(2026, 3, 13, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(matches, new SessionFilter(operatorId, isClosed, started, started.AddDays(1)).Matches(5, false, started));
        Assert.False(new SessionFilter(null, null, null, started).Matches(5, false, started));
        Assert.False(new SessionFilter(null, null, started.AddTicks(1), null).Matches(5, false, started));
    }

    private static ActivityRecord Read(string json) => new(JsonFields.CopyOf(new(Encoding.UTF8.GetBytes(json))));
}
