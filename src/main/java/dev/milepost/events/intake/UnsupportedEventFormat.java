package dev.milepost.events.intake;

import dev.milepost.platform.http.ProblemException;

final class UnsupportedEventFormat extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnsupportedEventFormat(String contentType) {
        super(
                415,
                "unsupported-media-type",
                "The media type is not supported.",
                "%s is not accepted without ce- headers. Send application/cloudevents+json or application/cloudevents-batch+json, or send the attributes as ce- headers."
                        .formatted(contentType.isEmpty() ? "A body without Content-Type" : contentType));
    }
}
