package dev.milepost.pipeline;

import dev.milepost.platform.ProblemException;

/** The brokers do not answer. */
final class BrokerAway extends ProblemException {

    private static final long serialVersionUID = 1L;

    BrokerAway(Throwable cause) {
        super(503, "broker-away", "The brokers do not answer.", "Kafka did not answer in time. Try again later.");
        initCause(cause);
    }
}
