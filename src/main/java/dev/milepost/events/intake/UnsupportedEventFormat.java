package dev.milepost.events.intake;

import dev.milepost.platform.http.ProblemException;

final class UnsupportedEventFormat extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnsupportedEventFormat(String contentType) {
        super(
                415,
                "unsupported-media-type",
                "The body's media type is not read here.",
                "%s is not read without ce- headers: send application/cloudevents+json, application/cloudevents-batch+json, or the attributes as ce- headers"
                        .formatted(contentType.isEmpty() ? "A body without Content-Type" : contentType));
    }
}
