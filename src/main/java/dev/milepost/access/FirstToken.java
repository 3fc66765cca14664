package dev.milepost.access;

import com.google.re2j.Pattern;
import dev.milepost.access.AccessConfig.AdminToken;
import dev.milepost.tokens.TokenSecret;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** The token of an admin that configuration brings, for a fresh install and for when nothing else works. */
final class FirstToken {

    private static final int SHORTEST = 32;

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{64}");

    private final Optional<byte[]> hash;

    private FirstToken(Optional<byte[]> hash) {
        this.hash = hash;
    }

    /** Without what a file or a Secret leaves around them, as a caller's token comes without too. */
    static FirstToken of(AdminToken config) {
        if (config.sha256().isPresent()) {
            return new FirstToken(config.sha256().map(String::strip).map(FirstToken::parse));
        }
        var secret = config.secret().map(String::strip);
        secret.filter(text -> text.length() < SHORTEST).ifPresent(text -> {
            throw new InvalidAccess(
                    "MILEPOST_ACCESS_ADMIN_TOKEN_SECRET has fewer than %d characters: openssl rand -hex 32 makes a good one"
                            .formatted(SHORTEST));
        });
        return new FirstToken(secret.map(TokenSecret::hash));
    }

    private static byte[] parse(String hexadecimal) {
        if (!HEXADECIMAL.matches(hexadecimal)) {
            throw new InvalidAccess("milepost.access.admin-token.sha256 is no SHA-256 in 64 hexadecimal digits");
        }
        return HexFormat.of().parseHex(hexadecimal);
    }

    boolean is(String token) {
        return hash.isPresent() && MessageDigest.isEqual(hash.get(), TokenSecret.hash(token));
    }

    boolean isThere() {
        return hash.isPresent();
    }
}
