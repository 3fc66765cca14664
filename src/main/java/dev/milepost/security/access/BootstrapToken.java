package dev.milepost.security.access;

import com.google.re2j.Pattern;
import dev.milepost.security.access.AccessConfig.AdminToken;
import dev.milepost.security.tokens.TokenSecret;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** The admin token from the configuration, for a new install and for emergencies. */
final class BootstrapToken {

    private static final int MIN_LENGTH = 32;

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{64}");

    private final Optional<byte[]> hash;

    private BootstrapToken(Optional<byte[]> hash) {
        this.hash = hash;
    }

    /**
     * Reads the configured value without surrounding whitespace, which files and Secrets add. A caller's token is
     * stripped too.
     */
    static BootstrapToken of(AdminToken config) {
        if (config.sha256().isPresent()) {
            return new BootstrapToken(config.sha256().map(String::strip).map(BootstrapToken::parse));
        }
        var secret = config.secret().map(String::strip);
        secret.filter(text -> text.length() < MIN_LENGTH).ifPresent(text -> {
            throw new InvalidAccessConfig(
                    "MILEPOST_ACCESS_ADMIN_TOKEN_SECRET has fewer than %d characters. Generate one with openssl rand -hex 32"
                            .formatted(MIN_LENGTH));
        });
        return new BootstrapToken(secret.map(TokenSecret::hash));
    }

    private static byte[] parse(String hexadecimal) {
        if (!HEXADECIMAL.matches(hexadecimal)) {
            throw new InvalidAccessConfig(
                    "milepost.access.admin-token.sha256 is not a SHA-256 hash of 64 hexadecimal digits");
        }
        return HexFormat.of().parseHex(hexadecimal);
    }

    boolean matches(String token) {
        return hash.isPresent() && MessageDigest.isEqual(hash.get(), TokenSecret.hash(token));
    }

    boolean isConfigured() {
        return hash.isPresent();
    }
}
