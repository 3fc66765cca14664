package dev.milepost.platform.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 hashes. */
public final class Sha256 {

    private Sha256() {}

    /** Returns a digest for content in several parts. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    public static byte[] of(byte[] content) {
        return start().digest(content);
    }

    /** Returns {@code sha256:} and the hash in hexadecimal digits, which is how digests are stored and served. */
    public static String label(byte[] hash) {
        return "sha256:" + HexFormat.of().formatHex(hash);
    }
}
