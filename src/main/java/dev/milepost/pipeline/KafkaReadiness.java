package dev.milepost.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the brokers answer and the topics exist. */
@Readiness
@ApplicationScoped
class KafkaReadiness implements HealthCheck {

    private final Broker broker;
    private final Topics topics;

    KafkaReadiness(Broker broker, Topics topics) {
        this.broker = broker;
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("Milepost's topics");
        try {
            int brokers = broker.ask(admin -> admin.describeCluster().nodes()).size();
            return answer.withData("brokers", brokers)
                    .status(topics.areComplete())
                    .build();
        } catch (KafkaException e) {
            return answer.withData("reason", Faults.describe(e)).down().build();
        }
    }
}
