package dev.milepost.events.pipeline;

import dev.milepost.platform.http.ProblemException;

/** Thrown when the brokers do not respond. */
final class BrokerUnavailable extends ProblemException {

    private static final long serialVersionUID = 1L;

    BrokerUnavailable(Throwable cause) {
        super(503, "broker-away", "The brokers do not answer.", "Kafka did not answer in time. Try again later.");
        initCause(cause);
    }
}
