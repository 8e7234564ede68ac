using System;
using HelpPages;
using LocalPrograms;

// Writes anew what follows from the pages of the help and from the manifest: dotnet run --project tools/HelpPages
var root = Checkout.Find().Root;
var addresses = PageAddress.FromManifest(root);
foreach (var culture in HelpCulture.Every)
{
    Console.WriteLine(new HelpFolder(root, culture, addresses).Update());
}
