package dev.milepost.events.pipeline;

import dev.milepost.platform.http.ProblemException;

/** Thrown when the brokers do not respond. */
final class BrokerUnavailable extends ProblemException {

    private static final long serialVersionUID = 1L;

    BrokerUnavailable(Throwable cause) {
        super(503, "broker-away", "Kafka does not respond.", "Kafka did not respond in time. Try again later.");
        initCause(cause);
    }
}
