package dev.milepost.events.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Readiness check: the brokers respond and the topics exist. */
@Readiness
@ApplicationScoped
class KafkaReadiness implements HealthCheck {

    private final KafkaCluster broker;
    private final Topics topics;

    KafkaReadiness(KafkaCluster broker, Topics topics) {
        this.broker = broker;
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("Milepost's topics");
        try {
            int brokers = broker.call(admin -> admin.describeCluster().nodes()).size();
            return response.withData("brokers", brokers)
                    .status(topics.allExist())
                    .build();
        } catch (KafkaException e) {
            return response.withData("reason", FailureClassifier.describe(e))
                    .down()
                    .build();
        }
    }
}
