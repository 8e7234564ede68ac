namespace Portal.Faults;

/// <summary>
/// What can befall one request. "Before the work" means that the portal never saw it, "after the work" that only its answer is lost.
/// </summary>
public enum FaultKind
{
    /// <summary>The request goes through.</summary>
    None,

    /// <summary>Nobody listens at the address. Before the work.</summary>
    ConnectionRefused,

    /// <summary>The host's name is not known. Before the work.</summary>
    NameNotResolved,

    /// <summary>There is no way to the host. Before the work.</summary>
    HostUnreachable,

    /// <summary>Nobody answers the attempt to connect. Before the work.</summary>
    ConnectTimedOut,

    /// <summary>The certificate is not accepted. Before the work.</summary>
    TlsFailed,

    /// <summary>The answer takes a while and comes.</summary>
    Delayed,

    /// <summary>No answer comes, ever. Before or after the work.</summary>
    NeverAnswered,

    /// <summary>The connection is reset. Before or after the work.</summary>
    Cut,

    /// <summary>The connection is reset at once, and the portal goes on working.</summary>
    CutDuringWork,

    /// <summary>The way to the host is lost while the answer is awaited. Before or after the work.</summary>
    WayLost,

    /// <summary>The body ends too early, as if it were whole. After the work.</summary>
    BodyTruncated,

    /// <summary>The connection breaks inside the body. After the work.</summary>
    BodyBroken,

    /// <summary>The body stops half-way and the connection stays. After the work.</summary>
    BodyStalled,

    /// <summary>The body comes a few bytes at a time. After the work.</summary>
    BodyDrips,

    /// <summary>The body cannot be unpacked, as one whose gzip is damaged. After the work.</summary>
    BodyUndecodable,

    /// <summary>A byte of the body is another one, so that it is no JSON or no text any more. After the work.</summary>
    BodyGarbled,

    /// <summary>There is no body. After the work.</summary>
    BodyEmpty,

    /// <summary>The body is JSON, and none of the portal's forms. After the work.</summary>
    BodyOfOtherForm,

    /// <summary>The right body under the type of a web page. After the work.</summary>
    WrongContentType,

    /// <summary>A page of a server that failed: 500, 502, 503 or 504. Before or after the work.</summary>
    ServerErrorPage,

    /// <summary>JSON with status 500 or 503 and a code that nobody knows. Before or after the work.</summary>
    ServerErrorCode,

    /// <summary>A page of a front server that refused: 403, 407, 413 or 421. Before the work.</summary>
    FrontRefusal,

    /// <summary>503 QUERY_LIMIT_EXCEEDED. Before the work.</summary>
    QueryLimit,

    /// <summary>429 without JSON. Before the work.</summary>
    TooManyRequestsPage,

    /// <summary>429 OPERATION_TIME_LIMIT for the whole request. Before the work.</summary>
    OperatingLimit,

    /// <summary>Some items of a batch are refused with OPERATION_TIME_LIMIT and not run.</summary>
    ItemOperatingLimit,

    /// <summary>Some items of a batch are refused with QUERY_LIMIT_EXCEEDED and not run.</summary>
    ItemQueryLimit,

    /// <summary>Some items of a batch are run and answered INTERNAL_SERVER_ERROR.</summary>
    ItemServerError,

    /// <summary>Some items of a batch are not run and refused with a code that is a number, blank or no word.</summary>
    ItemOddCode,

    /// <summary>
    /// Items of a batch are not run and refused for a permission or a method that is missing, though the same calls pass alone.
    /// </summary>
    ItemNotAllowed,

    /// <summary>The result of some items is not what their method answers. After the work.</summary>
    ResultOfOtherForm,

    /// <summary>The keys of a batch's answer come in another order.</summary>
    KeysReordered,

    /// <summary>Keys of a batch's answer come twice, with the same value.</summary>
    KeysDuplicated,

    /// <summary>Keys of a batch's answer are missing, though their items were run.</summary>
    KeysMissing,

    /// <summary>The batch's answer has keys that nobody sent.</summary>
    KeysExtra,

    /// <summary>Items that were run have a refusal beside their result.</summary>
    KeysInBothMaps,

    /// <summary>The answer's <c>time</c> has values that no clock shows.</summary>
    AbsurdTimes,

    /// <summary>A redirect. Before the work.</summary>
    Redirect,

    /// <summary>The client's time of day jumps; the request goes through.</summary>
    ClockJump,

    /// <summary>From now on the credentials are refused: deleted webhook, expired token.</summary>
    CredentialsEnd,

    /// <summary>From now on the plan has no REST.</summary>
    PlanEnds,

    /// <summary>From now on the portal is deleted, or blocked for overload.</summary>
    PortalEnds,

    /// <summary>From now on the credentials lack the scope.</summary>
    ScopeEnds,
}
