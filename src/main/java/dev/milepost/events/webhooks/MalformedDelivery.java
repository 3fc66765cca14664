package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

final class MalformedDelivery extends ProblemException {

    private static final long serialVersionUID = 1L;

    MalformedDelivery(String detail) {
        super(ProblemType.MALFORMED_DELIVERY, detail);
    }

    MalformedDelivery(String detail, Throwable cause) {
        this(detail);
        initCause(cause);
    }
}
