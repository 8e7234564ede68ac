using System;
using Bitrix24.Rest;
using static Bitrix24.OpenLines.Tests.LineSettings;

namespace Bitrix24.OpenLines.Tests;

public sealed class LineChangesTests
{
    private readonly HaltGroup _halt = new();

    [Fact]
    public void A_new_line_is_one_call_with_all_its_settings()
    {
        var call = LineChanges.AddLine(Of("LINE_NAME=Sales ACTIVE=N"), reading: null, _halt);

        Assert.Equal(("imopenlines.config.add", "PARAMS"), (call.Method.Name, Assert.Single(call.Parameters).Name));
        Assert.Equal("LINE_NAME=Sales ACTIVE=N", Write(call.Parameters[0].Items));
        Assert.Equal((_halt, null), (call.HaltGroup, call.FollowUp));
        Assert.Null(call.Accept(Json("64")));
        Assert.Equal(64, call.Result);
    }

    [Theory]
    [InlineData("64")]
    [InlineData("\"64\"")]
    public void The_line_that_was_made_is_the_one_that_is_read_back(string answer)
    {
        var call = LineChanges.AddLine(Of("LINE_NAME=Sales"), new LineReading(isVerified: true, Redaction.None), haltGroup: null);
        Assert.Null(call.Accept(Json(answer)));

        Assert.Equal("CONFIG_ID=64", Write(call.FollowUp!.Parameters));
        Assert.Equal("NotVerified", call.FollowUp.Accept(Json("""{"ID":64,"LINE_NAME":"Open channel"}"""))?.Id);
    }

    [Theory]
    [InlineData("LINE_NAME=Sales", "It does not say which.")]
    [InlineData("LINE_NAME=Sales QUEUE=", "A queue cannot be empty")]
    public void False_means_that_no_line_was_made(string settings, string why)
    {
        var fault = LineChanges.AddLine(Of(settings), reading: null, haltGroup: null).Accept(Json("false"));

        Assert.Equal("LineRefused", fault!.Id);
        Assert.Contains(why, fault.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{\"ID\":64}")]
    public void Anything_else_is_no_id_of_a_line(string answer) => Assert.Equal(
        "InvalidResponse", LineChanges.AddLine(Of("LINE_NAME=Sales"), reading: null, haltGroup: null).Accept(Json(answer))?.Id);

    [Fact]
    public void Settings_that_are_whole_go_at_once_and_no_other_with_them()
    {
        var call = LineChanges.UpdateLine(22, Of("QUEUE_TIME=60"), reading: null, _halt);

        Assert.Equal(("imopenlines.config.update", false), (call.Method.Name, call.IsGuard));
        Assert.Equal("CONFIG_ID=22 PARAMS=", Write(call.Parameters));
        Assert.Equal("QUEUE_TIME=60", Write(call.Parameters[1].Items));
        Assert.Equal((_halt, null), (call.HaltGroup, call.FollowUp));
    }

    [Fact]
    public void Settings_that_are_kept_with_others_only_are_completed_from_the_line_in_the_same_item()
    {
        var look = LineChanges.UpdateLine(22, Of("WORKTIME_TO=20.00"), new LineReading(isVerified: true, Redaction.None), _halt);
        var update = look.FollowUp!;
        Assert.Equal(("imopenlines.config.get", true, "CONFIG_ID=22"), (look.Method.Name, look.IsGuard, Write(look.Parameters)));
        Assert.Equal((_halt, _halt, update), (look.HaltGroup, update.HaltGroup, look.Act));

        Assert.Null(look.Accept(Json(LineOf("\"WORKTIME_FROM\":\"9\",\"WORKTIME_TO\":\"18\""))));

        Assert.Equal("WORKTIME_TO=20.00 WORKTIME_FROM=09.00", Write(update.Parameters[1].Items));
        Assert.Null(update.Accept(Json("true")));
        Assert.Equal("imopenlines.config.get", update.FollowUp!.Method.Name);

        // Compared is what the user has set, not what was sent with it.
        Assert.Null(update.FollowUp.Accept(Json(LineOf("\"WORKTIME_FROM\":\"10\",\"WORKTIME_TO\":\"20\""))));
    }

    [Fact]
    public void A_line_that_is_not_there_is_found_out_before_anything_is_sent()
    {
        var look = LineChanges.UpdateLine(22, Of("WORKTIME_TO=20.00"), reading: null, haltGroup: null);

        Assert.Equal("LineNotFound", look.Accept(Json("false"))?.Id);
    }

    [Theory]
    [InlineData("QUEUE_TIME=60", "LineNotFound", "there is no such line, or it takes no such settings.")]
    [InlineData("QUEUE=", "LineRefused", "there is no such line, or it takes no such settings. A queue cannot be empty")]
    public void False_says_neither_whether_the_line_is_there_nor_what_it_does_not_take(string settings, string id, string why)
    {
        var fault = LineChanges.UpdateLine(22, Of(settings), reading: null, haltGroup: null).Accept(Json("false"));

        Assert.Equal(id, fault!.Id);
        Assert.Contains(why, fault.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void False_of_a_line_that_was_read_before_is_about_its_settings()
    {
        var look = LineChanges.UpdateLine(22, Of("CATEGORY_ENABLE=Y"), reading: null, haltGroup: null);
        Assert.Null(look.Accept(Json(LineOf("\"CATEGORY_ID\":5"))));

        var fault = look.FollowUp!.Accept(Json("false"));

        Assert.Equal("LineRefused", fault!.Id);
        Assert.DoesNotContain("no such line", fault.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"true\"")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Anything_but_true_and_false_is_no_answer_to_a_change(string answer)
    {
        Assert.Equal(
            "InvalidResponse", LineChanges.UpdateLine(22, Of("CRM=Y"), reading: null, haltGroup: null).Accept(Json(answer))?.Id);
        Assert.Equal("InvalidResponse", LineChanges.DeleteLine(22, isVerified: false, haltGroup: null).Accept(Json(answer))?.Id);
    }

    [Fact]
    public void A_line_is_deleted_by_its_id_and_false_means_that_there_is_none()
    {
        var call = LineChanges.DeleteLine(22, isVerified: false, _halt);

        Assert.Equal(("imopenlines.config.delete", "CONFIG_ID=22"), (call.Method.Name, Write(call.Parameters)));
        Assert.Equal((_halt, null), (call.HaltGroup, call.FollowUp));
        Assert.Null(call.Accept(Json("true")));
        Assert.Equal("LineNotFound", LineChanges.DeleteLine(22, isVerified: false, _halt).Accept(Json("false"))?.Id);
    }

    [Theory]
    [InlineData("false", null)]
    [InlineData("""{"ID":"22"}""", "NotVerified")]
    [InlineData("[]", "InvalidResponse")]
    public void A_line_that_is_still_there_was_not_deleted(string found, string? id)
    {
        var look = LineChanges.DeleteLine(22, isVerified: true, haltGroup: null).FollowUp!;

        Assert.Equal(("imopenlines.config.get", "CONFIG_ID=22"), (look.Method.Name, Write(look.Parameters)));
        Assert.Equal(id, look.Accept(Json(found))?.Id);
    }
}
