using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests;

public sealed class SessionMethodsTests
{
    [Fact]
    public void Finding_a_chat_changes_nothing_and_concerns_no_chat()
    {
        var call = SessionMethods.OpenChat(new UserCode("x"));

        Assert.Equal(("imopenlines.session.open", SafetyClass.Read, 0L), (call.Method.Name, call.Method.Safety, call.Chat));
        Assert.Equal(new CallParameter("USER_CODE", "x"), call.Parameters.Single());
    }

    [Fact]
    public void Joining_and_starting_end_where_they_end_once() =>
        Assert.Equal((SafetyClass.Converging, SafetyClass.Converging), (SessionMethods.Join.Safety, SessionMethods.Start.Safety));

    [Fact]
    public void What_changes_a_session_concerns_its_chat()
    {
        foreach (var method in EveryMethodTests.OnChats)
        {
            var haltGroup = new HaltGroup();
            var call = method.OnChat(new ChatId(1763), haltGroup, isVerified: false);

            Assert.Equal((method, 1763L), (call.Act.Method, call.Act.Chat));
            Assert.Equal(new CallParameter("CHAT_ID", "1763", ParameterKind.Number), call.Act.Parameters[0]);
            Assert.Equal(method.Fixed, call.Act.Parameters.Skip(1));
            Assert.Same(call.IsGuard ? null : haltGroup, call.HaltGroup);
            Assert.Same(haltGroup, call.Act.HaltGroup);
        }
    }

    [Fact]
    public void What_would_open_a_session_looks_at_the_dialog_first_unless_it_is_forced()
    {
        foreach (var method in EveryMethodTests.OnChats.Where(static method => method.OpensSessions))
        {
            var call = method.OnChat(new ChatId(1763), haltGroup: null, isVerified: false);

            Assert.Equal((DialogMethods.Get, true), (call.Method, call.IsGuard));
            Assert.Same(method, method.OnChat(new ChatId(1763), haltGroup: null, isVerified: false, isForced: true).Method);
        }
    }

    [Theory]
    [InlineData("SilentOn", "Y")]
    [InlineData("SilentOff", "N")]
    [InlineData("Pin", "Y")]
    [InlineData("Unpin", "N")]
    public void A_mode_is_turned_on_and_off_with_the_letters_that_the_portal_reads(string field, string letter)
    {
        var method = (SessionMethod)typeof(SessionMethods).GetField(field)!.GetValue(null)!;

        Assert.Equal(new CallParameter("ACTIVATE", letter), method.Fixed.Single());
    }

    [Fact]
    public void Reading_a_dialog_changes_nothing()
    {
        var call = DialogMethods.GetDialog(new ChatId(1763));

        Assert.Equal(("imopenlines.dialog.get", SafetyClass.Read, 0L), (call.Method.Name, call.Method.Safety, call.Chat));
        Assert.Equal(new CallParameter("CHAT_ID", "1763", ParameterKind.Number), call.Parameters.Single());
    }
}
