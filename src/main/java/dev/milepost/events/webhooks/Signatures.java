package dev.milepost.events.webhooks;

import dev.milepost.events.vendors.SignatureScheme;
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
 * The signatures that came with a body.
 *
 * @param digests what each of them says that the body comes to
 */
record Signatures(List<byte[]> digests) {

    private static final String ALGORITHM = "HmacSHA256";

    /** More than any vendor sends while it changes a secret; each is compared with each secret. */
    private static final int MAX_SIGNATURES = 16;

    /** @param header as it came; null where there is none. What is no signature of the scheme is left out. */
    static Signatures of(SignatureScheme scheme, @Nullable String header) {
        var signatures = header == null ? Stream.<String>empty() : Arrays.stream(header.split(",", MAX_SIGNATURES + 1));
        return new Signatures(signatures
                .limit(MAX_SIGNATURES)
                .map(String::strip)
                .filter(signature -> signature.startsWith(scheme.prefix()))
                .flatMap(signature -> bytes(signature.substring(scheme.prefix().length())).stream())
                .toList());
    }

    /** Whether any is that of the body by any of the secrets. Takes as long whichever fits, and wherever one differs. */
    boolean matchAny(byte[] body, List<String> secrets) {
        var fits = false;
        for (var secret : secrets) {
            var digest = digest(body, secret);
            for (var signature : digests) {
                fits |= MessageDigest.isEqual(digest, signature);
            }
        }
        return fits;
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
