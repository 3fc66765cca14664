package dev.milepost.events.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The identity of an event: 128 bits of SHA-256 over its source and its id. */
public final class EventIdentity {

    private EventIdentity() {}

    /** Hashes each text with its length in front, so that two different pairs never have the same input. */
    public static UUID of(String source, String id) {
        var sourceBytes = source.getBytes(StandardCharsets.UTF_8);
        var idBytes = id.getBytes(StandardCharsets.UTF_8);
        var text = ByteBuffer.allocate(2 * Integer.BYTES + sourceBytes.length + idBytes.length)
                .putInt(sourceBytes.length)
                .put(sourceBytes)
                .putInt(idBytes.length)
                .put(idBytes);
        try {
            var hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.array()));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
