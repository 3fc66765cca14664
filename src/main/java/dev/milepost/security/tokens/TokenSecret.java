package dev.milepost.security.tokens;

import dev.milepost.platform.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret of an API token, which the service stores only as a hash. The prefix lets secret scanners recognize it.
 */
public final class TokenSecret {

    public static final String PREFIX = "milepost_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenSecret() {}

    static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The SHA-256 of a secret. A fast hash is sufficient because the secret is random. */
    public static byte[] hash(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
    }
}
