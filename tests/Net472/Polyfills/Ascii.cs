using System.Linq;

namespace System.Text;

internal static class Ascii
{
    public static bool IsValid(string text) => text.All(static symbol => symbol < 128);
}
