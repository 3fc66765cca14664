package dev.milepost.events.intake;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

final class UnsupportedEventFormat extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnsupportedEventFormat(String contentType) {
        super(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "%s is not accepted without ce- headers. Send application/cloudevents+json or application/cloudevents-batch+json, or send the attributes as ce- headers."
                        .formatted(contentType.isEmpty() ? "A body without Content-Type" : contentType));
    }
}
