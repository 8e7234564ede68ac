using System;
using System.Net;
using System.Text;

namespace Bitrix24.Rest.Tests;

/// <summary>What a token server answers is read as the portal's answers are.</summary>
public sealed class TokenAnswerReaderTests
{
    private static readonly Uri Server = new("https://oauth.bitrix.info/");
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void A_mark_before_the_answer_costs_no_token(string mark)
    {
        var body = Encoding.UTF8.GetBytes(mark + "{\"access_token\":\"access-token-7\",\"refresh_token\":\"refresh-token-7\"}");
        var answer = new TokenAnswerReader(Redaction.None).Read(
            HttpStatusCode.OK, body, new(new("https://example.bitrix24.com/"), ""), "local.app", Server, Now);

        Assert.True(answer.Pair?.RefreshToken.Is("refresh-token-7"));
    }
}
