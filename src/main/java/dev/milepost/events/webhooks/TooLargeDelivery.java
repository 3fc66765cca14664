package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;

final class TooLargeDelivery extends ProblemException {

    private static final long serialVersionUID = 1L;

    TooLargeDelivery(int limit) {
        super(
                413,
                "too-large",
                "The body is larger than the limit.",
                "A delivery of this provider may have at most %d bytes.".formatted(limit));
    }
}
