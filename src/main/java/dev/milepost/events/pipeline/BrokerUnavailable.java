package dev.milepost.events.pipeline;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** Thrown when the brokers do not respond. */
final class BrokerUnavailable extends ProblemException {

    private static final long serialVersionUID = 1L;

    BrokerUnavailable(Throwable cause) {
        super(ProblemType.BROKER_AWAY, "Kafka did not respond in time. Try again later.");
        initCause(cause);
    }
}
