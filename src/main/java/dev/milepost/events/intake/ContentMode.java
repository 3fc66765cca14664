package dev.milepost.events.intake;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The content modes of the CloudEvents HTTP binding (section 3), derived from the headers. */
enum ContentMode {
    STRUCTURED(IntakeLimits.EVENT_BYTES),
    BATCHED(IntakeLimits.BATCH_BYTES),
    BINARY(IntakeLimits.EVENT_BYTES),
    /**
     * Plain {@code application/json}. Many senders cannot set another type. An object is read as structured, an array
     * as batched.
     */
    JSON(IntakeLimits.BATCH_BYTES);

    private final int limit;

    ContentMode(int limit) {
        this.limit = limit;
    }

    /** The maximum body size, in bytes. */
    int limit() {
        return limit;
    }

    static ContentMode of(@Nullable String contentType, boolean hasAttributes) {
        var type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        var end = type.indexOf(';');
        return switch ((end < 0 ? type : type.substring(0, end)).strip()) {
            case "application/cloudevents+json" -> STRUCTURED;
            case "application/cloudevents-batch+json" -> BATCHED;
            case "application/json" -> hasAttributes ? BINARY : JSON;
            default -> {
                if (!hasAttributes || type.startsWith("application/cloudevents")) {
                    throw new UnsupportedEventFormat(type);
                }
                yield BINARY;
            }
        };
    }
}
