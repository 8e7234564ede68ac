namespace Bitrix24.Sandbox;

/// <summary>The errors of the portal as a whole, whose texts have one language.</summary>
internal static class PortalErrors
{
    /// <summary>Not an answer of the portal but its death: a page that is not JSON, and the end of the batch it was in.</summary>
    public static SandboxError PhpFatal { get; } = new("", "", 500);

    public static SandboxError MethodNotFound { get; } = new("ERROR_METHOD_NOT_FOUND", "Method not found!", 404);

    public static SandboxError QueryLimitExceeded { get; } = new("QUERY_LIMIT_EXCEEDED", "Too many requests", 503);

    /// <summary>The same from a portal, or a server before it, that says it with the status that HTTP has for it.</summary>
    public static SandboxError TooManyRequests { get; } = new("QUERY_LIMIT_EXCEEDED", "Too many requests", 429);

    public static SandboxError OperatingTime { get; } = new("OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.", 429);

    public static SandboxError PortalDeleted { get; } = new("PORTAL_DELETED", "Portal was deleted", 403);

    public static SandboxError Overload { get; } = new("OVERLOAD_LIMIT", "REST API is blocked due to overload.", 401);

    public static SandboxError HttpsRequired { get; } = new("INVALID_REQUEST", "Https required.", 401);

    public static SandboxError NoAuth { get; } = new("NO_AUTH_FOUND", "Wrong authorization data", 401);

    public static SandboxError InvalidCredentials { get; } = new("INVALID_CREDENTIALS", "Invalid request credentials", 401);

    public static SandboxError InvalidToken { get; } = new("invalid_token", "Unable to get application by token", 401);

    public static SandboxError ExpiredToken { get; } = new("expired_token", "The access token provided has expired.", 401);

    public static SandboxError Unauthorized { get; } = new("authorization_error", "Unable to authorize user", 401);

    public static SandboxError NoPlan { get; } = new("ACCESS_DENIED", "REST is available only on commercial plans.", 401);

    public static SandboxError NoPlanForWebhook { get; } = new("ACCESS_DENIED", "REST is available only by subscription.", 401);

    public static SandboxError InsufficientScope { get; } =
        new("insufficient_scope", "The request requires higher privileges than provided by the access token", 401);

    /// <summary>The same inside a batch, where the text gets lost.</summary>
    public static SandboxError InsufficientScopeInBatch { get; } = new("insufficient_scope", "", 401);

    public static SandboxError BatchLength { get; } = new("ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");

    public static SandboxError BatchMethod { get; } = new("ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");

    /// <summary>What a method says whose own error got lost on the way out.</summary>
    public static SandboxError Blank { get; } = new("", "");
}
