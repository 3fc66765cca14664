package dev.milepost.events.pipeline;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.EventProblems;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A digest of an event at validation: 128 bits of SHA-256 over its source, id, type, time and service. It is sent in a
 * header, and the event that is read later must have the same digest. It does not authenticate the writer of a record,
 * so data is validated whenever it is read from a topic.
 */
final class EventDigest {

    /** The value written by earlier releases: it marks an event as validated but has no digest. */
    private static final String UNSPECIFIED = "1";

    private static final int BYTES = 16;

    private EventDigest() {}

    static String of(Envelope envelope, GoldenEvent event) {
        return of(event.source(), event.id(), envelope.attribute("type").orElse(""), event.time(), event.service());
    }

    /** @param type the full type of the event, with its prefix */
    static String of(String source, String id, String type, Instant time, @Nullable String service) {
        var digest = Sha256.start();
        for (var text : new String[] {source, id, type, time.toString()}) {
            add(digest, text);
        }
        if (service != null) {
            add(digest, service);
        }
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
    }

    /** Returns the digest in the headers of a record; empty if there is none. */
    static Optional<String> in(Headers headers) {
        return RecordHeaders.text(headers, RecordHeaders.CHECKED).filter(checked -> !checked.equals(UNSPECIFIED));
    }

    /**
     * Compares the event read from a record with the digest in its headers.
     *
     * @throws ProblemException if they differ
     */
    static void require(Headers headers, Envelope envelope, GoldenEvent event) {
        var checked = in(headers);
        if (checked.isPresent() && !checked.get().equals(of(envelope, event))) {
            throw EventProblems.unreadable(
                    "",
                    "does not match the header " + RecordHeaders.CHECKED
                            + ": its source, id, type, time or service was changed after validation");
        }
    }

    /** Adds a text with its length in front, so that two different identities never have the same input. */
    private static void add(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (var shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (bytes.length >> shift));
        }
        digest.update(bytes);
    }
}
