package dev.milepost.events.contract;

import dev.milepost.platform.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
        var hash = ByteBuffer.wrap(Sha256.of(text.array()));
        return new UUID(hash.getLong(), hash.getLong());
    }
}
