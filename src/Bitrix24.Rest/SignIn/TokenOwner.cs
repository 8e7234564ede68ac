using System;

namespace Bitrix24.Rest;

/// <summary>Whose tokens are asked for.</summary>
/// <param name="Portal">The portal's address.</param>
/// <param name="MemberId">The portal's own id; empty where it is not known yet.</param>
internal readonly record struct TokenOwner(Uri Portal, string MemberId);
