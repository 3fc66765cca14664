package dev.milepost.events.intake;

import dev.milepost.events.contract.EventJson;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.MediaTypes;
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
        return switch (MediaTypes.essence(type)) {
            case "application/cloudevents+json" -> STRUCTURED;
            case "application/cloudevents-batch+json" -> BATCHED;
            case "application/json" -> hasAttributes ? BINARY : JSON;
            default -> {
                if (!hasAttributes || EventJson.isCloudEvent(type)) {
                    throw ProblemException.of(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "%s is not accepted without ce- headers. Send application/cloudevents+json or application/cloudevents-batch+json, or send the attributes as ce- headers."
                                    .formatted(type.isEmpty() ? "A body without Content-Type" : type));
                }
                yield BINARY;
            }
        };
    }
}
