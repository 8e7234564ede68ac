using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>Writes the JSON body of a plain call or of a batch.</summary>
internal static class RequestBody
{
    private const string Batch = "batch";
    private const int FirstGuess = 4096;

    /// <returns>The method to post to, and the body.</returns>
    public static (string Method, ArraySegment<byte> Body) Write(IReadOnlyList<Call> calls, bool halt, bool asBatch, Credentials credentials)
    {
        var stream = new MemoryStream(FirstGuess);
        using (var body = new Utf8JsonWriter(stream))
        {
            body.WriteStartObject();
            if (asBatch)
            {
                WriteCommands(body, calls, halt);
            }
            else
            {
                WriteParameters(body, calls[0].Parameters);
            }

            credentials.WriteTo(body);
            body.WriteEndObject();
        }

        return (asBatch ? Batch : calls[0].Method.Name, new ArraySegment<byte>(stream.GetBuffer(), 0, (int)stream.Length));
    }

    /// <summary>Whether a call may be part of a batch: there, text such as <c>$result[key]</c> would be replaced by the portal.</summary>
    public static bool CanBeBatched(Call call)
    {
        foreach (var parameter in call.Parameters)
        {
            if (!parameter.IsNumber && parameter.Value.IndexOf('$') >= 0 && parameter.Value.IndexOf('[') >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteParameters(Utf8JsonWriter body, IReadOnlyList<CallParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.IsNumber)
            {
                body.WriteNumber(parameter.Name, long.Parse(parameter.Value, CultureInfo.InvariantCulture));
            }
            else
            {
                body.WriteString(parameter.Name, parameter.Value);
            }
        }
    }

    private static void WriteCommands(Utf8JsonWriter body, IReadOnlyList<Call> calls, bool halt)
    {
        body.WriteNumber("halt", halt ? 1 : 0);
        body.WriteStartObject("cmd");
        var command = new StringBuilder();
        for (var index = 0; index < calls.Count; index++)
        {
            command.Clear().Append(calls[index].Method.Name).Append('?');
            foreach (var parameter in calls[index].Parameters)
            {
                if (command[command.Length - 1] != '?')
                {
                    command.Append('&');
                }

                command.Append(Uri.EscapeDataString(parameter.Name)).Append('=').Append(Uri.EscapeDataString(parameter.Value));
            }

            body.WriteString(BatchKey.Of(index), command.ToString());
        }

        body.WriteEndObject();
    }
}
