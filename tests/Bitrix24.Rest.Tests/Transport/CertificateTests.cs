using System;
using System.Collections.Generic;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Portal;
using Portal.Network;

namespace Bitrix24.Rest.Tests;

/// <summary>Whose certificate is accepted, and what is said of one that is not. The portal is a real server behind TLS.</summary>
public sealed class CertificateTests
{
    [Theory]
    [InlineData("Private", "was issued by CN=Private CA, which this machine does not trust", "that authority's certificate")]
    [InlineData("Intermediate", "was issued by CN=Department CA, which this machine does not trust", "that authority's certificate")]
    [InlineData("SelfSigned", "is self-signed, and this machine does not trust it", "this certificate")]
    public async Task A_certificate_that_nobody_here_trusts_is_named_with_its_issuer_and_the_remedy(
        string what, string words, string remedy)
    {
        var error = await FailAsync(what, CertificateSet.Create(CaseOf(what)), new());

        Assert.Equal($"The certificate of 127.0.0.1 {words}.", error.Description);
        Assert.Contains(remedy + " with -CertificateAuthorityPath", error.Row.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Private", "Authority")]
    [InlineData("Private", "Server")]
    [InlineData("Intermediate", "Authority")]
    [InlineData("Intermediate", "Between")]
    [InlineData("SelfSigned", "Server")]
    public async Task A_certificate_is_accepted_for_any_link_of_its_chain_that_is_trusted(string what, string trusted)
    {
        var set = CertificateSet.Create(CaseOf(what));
        var link = trusted switch { "Authority" => set.Authority, "Between" => set.Between!, _ => set.Server };

        Assert.Null(await SendAsync(set, new() { Authorities = [Bare(link)] }));
    }

    [Theory]
    [InlineData("Expired", "expired on ", "-CertificateAuthorityPath", false)]
    [InlineData("NotYet", "is not valid before ", "date of this machine", true)]
    [InlineData("OtherName", "is for another name (other.test)", "the name that it is for", true)]
    [InlineData("ForClients", "is not valid for this use", "for servers", true)]
    public async Task Who_is_trusted_is_still_asked_for_the_name_the_dates_and_the_use(
        string what, string words, string remedy, bool isSaid)
    {
        var set = CertificateSet.Create(CaseOf(what));
        var error = await FailAsync(what, set, new() { Authorities = [Bare(set.Authority)] });

        Assert.Contains(words, error.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("trust", error.Description, StringComparison.Ordinal);
        Assert.Equal(isSaid, error.Row.Advice.Contains(remedy, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Forged", "Authority")]
    [InlineData("Private", "Another")]
    public async Task A_name_alone_makes_nobody_an_issuer(string what, string trusted)
    {
        var set = CertificateSet.Create(CaseOf(what));
        var authority = trusted == "Another" ? CertificateSet.Create(CertificateCase.Private).Authority : set.Authority;
        await FailAsync(what, set, new() { Authorities = [Bare(authority)] });
    }

    [Fact]
    public async Task Every_fault_is_told_where_there_are_several()
    {
        var error = await FailAsync("Expired", CertificateSet.Create(CertificateCase.Expired), new());

        Assert.Contains("expired on ", error.Description, StringComparison.Ordinal);
        Assert.Contains("was issued by CN=Private CA", error.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_certificate_is_accepted_where_that_is_asked_for()
    {
        foreach (var what in Enum.GetValues<CertificateCase>())
        {
            Assert.Null(await SendAsync(CertificateSet.Create(what), new() { SkipsCertificateCheck = true }));
        }
    }

    [Theory]
    [InlineData("Required", SslProtocols.Tls12)]
    [InlineData("Required", SslProtocols.Tls13)]
    [InlineData("Page", SslProtocols.Tls12)]
    [InlineData("Page", SslProtocols.Tls13)]
    public async Task A_server_that_wants_a_client_certificate_is_given_it_and_named_without_one(string demand, SslProtocols protocols)
    {
        var set = CertificateSet.Create(CertificateCase.Private);
        var trusting = new NetworkSettings { Authorities = [Bare(set.Authority)] };
        var wants = Enum.Parse<CertificateDemand>(demand);
        var error = await SendAsync(set, trusting, wants, protocols);

        Assert.NotNull(error);
        Assert.EndsWith(
            "The server asked for a client certificate, and there is none to give.", error.Description, StringComparison.Ordinal);
        Assert.Contains("-CertificateThumbprint", error.Row.Advice, StringComparison.Ordinal);
        Assert.Null(await SendAsync(set, trusting with { Certificate = set.Client }, wants, protocols));
    }

    [Fact]
    public async Task A_client_certificate_that_is_not_accepted_is_named()
    {
        var set = CertificateSet.Create(CertificateCase.Private);
        var other = CertificateSet.Create(CertificateCase.Private).Client;
        var error = await SendAsync(
            set, new() { Authorities = [Bare(set.Authority)], Certificate = other }, CertificateDemand.Required, SslProtocols.Tls13);

        Assert.Contains("perhaps it does not accept that of CN=A client", error!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_has_one_certificate_or_many_and_its_keys_are_left_alone()
    {
        var set = CertificateSet.Create(CertificateCase.Intermediate);
        var pem = set.Authority.ExportCertificatePem() + "\n# a comment\n" + set.Client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()
            + "\r\n" + set.Between!.ExportCertificatePem();
        var read = CertificateFile.Read(System.Text.Encoding.UTF8.GetBytes(pem));

        Assert.Equal([set.Authority.Thumbprint, set.Between.Thumbprint], ThumbprintsOf(read));
        Assert.All(read, static certificate => Assert.False(certificate.HasPrivateKey));
        Assert.Equal([set.Authority.Thumbprint], ThumbprintsOf(CertificateFile.Read(set.Authority.RawData)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\n***\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void A_file_without_a_certificate_has_none(string text) =>
        Assert.Empty(CertificateFile.Read(System.Text.Encoding.ASCII.GetBytes(text)));

    private static CertificateCase CaseOf(string what) => Enum.Parse<CertificateCase>(what);

    private static IEnumerable<string> ThumbprintsOf(IEnumerable<X509Certificate2> all)
    {
        foreach (var one in all)
        {
            yield return one.Thumbprint;
        }
    }

    private static X509Certificate2 Bare(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);

    private static async Task<Bitrix24Exception> FailAsync(string what, CertificateSet set, NetworkSettings network)
    {
        var error = await SendAsync(set, network);
        Assert.True(error is not null, what);
        Assert.Equal(("ConnectionFailed", FailureKind.NotExecuted), (error.Id, error.Row.Kind));
        Assert.Contains("Nothing was executed", error.Row.Advice, StringComparison.Ordinal);
        Assert.Contains("-SkipCertificateCheck", error.Row.Advice, StringComparison.Ordinal);
        return error;
    }

    private static async Task<Bitrix24Exception?> SendAsync(
        CertificateSet set,
        NetworkSettings network,
        CertificateDemand demand = CertificateDemand.None,
        SslProtocols protocols = SslProtocols.None)
    {
        await using var portal = await PortalServer.StartAsync();
        using var front = new TlsFront(portal.Address.Port, set, demand, protocols);
        var credentials = new WebhookCredentials(new Uri($"https://127.0.0.1:{front.Port}/"), "1", new Secret("sandboxwebhook1"));
        using var exchange = new Exchange(
            credentials,
            PortalHandler.Create(credentials.Portal, ConcurrencyLimit.Most, network),
            new Redaction(credentials.Secrets),
            TimeProvider.System,
            new Notices());
        using var answer = await exchange.SendAsync(
            "profile", new ArraySegment<byte>("{}"u8.ToArray()), commands: 0, RawExchange.Patience, default);
        return answer.Error;
    }
}
