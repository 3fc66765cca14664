package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

final class TooLargeDelivery extends ProblemException {

    private static final long serialVersionUID = 1L;

    TooLargeDelivery(int limit) {
        super(
                ProblemType.TOO_LARGE,
                "A delivery of this provider may have at most %d bytes.".formatted(limit));
    }
}
