package dev.milepost.events.pipeline;

import dev.milepost.events.golden.Envelope;
import dev.milepost.events.golden.GoldenEvent;
import dev.milepost.events.golden.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What an event was when it was checked: 128 bits of SHA-256 over its source, id, type, time and service. It travels with
 * the event, and what is read of the event later must have the same. It proves nothing of who wrote a record, so data is
 * checked wherever it is read from a topic.
 */
final class CheckedIdentity {

    /** What releases before this one wrote, which said that an event was checked and not what it was. */
    private static final String UNSPECIFIED = "1";

    private static final int BYTES = 16;

    private CheckedIdentity() {}

    static String of(Envelope envelope, GoldenEvent event) {
        return of(event.source(), event.id(), envelope.attribute("type").orElse(""), event.time(), event.service());
    }

    /** @param type as the event has it, with its prefix */
    static String of(String source, String id, String type, Instant time, @Nullable String service) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var text : new String[] {source, id, type, time.toString()}) {
                add(digest, text);
            }
            if (service != null) {
                add(digest, service);
            }
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The identity that a record brings along; empty where it brings none. */
    static Optional<String> in(Headers headers) {
        return RecordHeaders.text(headers, RecordHeaders.CHECKED).filter(checked -> !checked.equals(UNSPECIFIED));
    }

    /**
     * Holds what was read of a record against the identity that it brings along.
     *
     * @throws UnreadableEvent where it is another
     */
    static void require(Headers headers, Envelope envelope, GoldenEvent event) {
        var checked = in(headers);
        if (checked.isPresent() && !checked.get().equals(of(envelope, event))) {
            throw new UnreadableEvent(
                    "",
                    "is not the event that was checked: its source, id, type, time or service is another than the header "
                            + RecordHeaders.CHECKED + " was made of");
        }
    }

    /** Lengths stand before the texts, so that no two identities are written alike. */
    private static void add(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (var shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (bytes.length >> shift));
        }
        digest.update(bytes);
    }
}
