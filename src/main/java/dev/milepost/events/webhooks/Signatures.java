package dev.milepost.events.webhooks;

import dev.milepost.events.vendors.WebhookProvider.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signatures in a header.
 *
 * @param digests the HMAC digests that the header contains
 */
record Signatures(List<byte[]> digests) {

    private static final String ALGORITHM = "HmacSHA256";

    /**
     * More than any vendor sends while it rotates a secret. The limit bounds the work, as each signature is compared
     * with each secret.
     */
    private static final int MAX_SIGNATURES = 16;

    /**
     * Parses a header. Entries that are not signatures of the scheme are dropped.
     *
     * @param header the value of the header; null if there is none
     */
    static Signatures of(SignatureScheme scheme, @Nullable String header) {
        var signatures = header == null ? Stream.<String>empty() : Arrays.stream(header.split(",", MAX_SIGNATURES + 1));
        return new Signatures(signatures
                .limit(MAX_SIGNATURES)
                .map(String::strip)
                .filter(signature -> signature.startsWith(scheme.prefix()))
                .flatMap(signature -> bytes(signature.substring(scheme.prefix().length())).stream())
                .toList());
    }

    /**
     * Whether any signature matches the body under any secret. Runs in constant time, whichever one matches and
     * wherever they differ.
     */
    boolean matchAny(byte[] body, List<String> secrets) {
        var matches = false;
        for (var secret : secrets) {
            var digest = digest(body, secret);
            for (var signature : digests) {
                matches |= MessageDigest.isEqual(digest, signature);
            }
        }
        return matches;
    }

    private static byte[] digest(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static Optional<byte[]> bytes(String digits) {
        try {
            return Optional.of(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
