import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Sign {
    /** A user token for whoever is signed in: make a fresh one for each request, and never send the secret to a browser. */
    public static String signUserToken(String secret, String siteId, String userId) throws GeneralSecurityException {
        String claims = String.format("{\"sub\":%s,\"aud\":%s,\"exp\":%d,\"jti\":\"%s\"}",
            quote(userId), quote(siteId), Instant.now().getEpochSecond() + 300, UUID.randomUUID());
        String text = encode(bytes("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")) + "." + encode(bytes(claims));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
        return text + "." + encode(mac.doFinal(bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(byte[] data) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(data);
    }

    /** Use your JSON library instead where you have one. */
    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < ' ' || c > '~') out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        return out.append('"').toString();
    }

    // USER_TOKEN_SECRET=... java Sign.java SITE_ID USER_ID
    public static void main(String[] args) throws GeneralSecurityException {
        System.out.println(signUserToken(System.getenv("USER_TOKEN_SECRET"), args[0], args[1]));
    }
}
