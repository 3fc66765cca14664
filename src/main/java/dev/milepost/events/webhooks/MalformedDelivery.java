package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;

final class MalformedDelivery extends ProblemException {

    private static final long serialVersionUID = 1L;

    MalformedDelivery(String detail) {
        super(400, "malformed-delivery", "The body cannot be read.", detail);
    }

    MalformedDelivery(String detail, Throwable cause) {
        this(detail);
        initCause(cause);
    }
}
