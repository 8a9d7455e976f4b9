using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

public static class Sign
{
    /// <summary>A user token for whoever is signed in: make a fresh one for each request, and never send the secret to a browser.</summary>
    public static string SignUserToken(string secret, string siteId, string userId)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = userId,
            ["aud"] = siteId,
            ["exp"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 300,
            ["jti"] = Guid.NewGuid().ToString("N"),
        };
        var text = Encode("""{"alg":"HS256","typ":"JWT"}"""u8.ToArray()) + "." + Encode(JsonSerializer.SerializeToUtf8Bytes(claims));
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(text));
        return text + "." + Encode(signature);
    }

    private static string Encode(byte[] data) =>
        Convert.ToBase64String(data).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    // USER_TOKEN_SECRET=... dotnet run Sign.cs SITE_ID USER_ID
    public static void Main(string[] args) =>
        Console.WriteLine(SignUserToken(Environment.GetEnvironmentVariable("USER_TOKEN_SECRET")!, args[0], args[1]));
}
