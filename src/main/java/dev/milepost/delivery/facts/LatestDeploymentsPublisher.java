package dev.milepost.delivery.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.log.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishes the current state of each deployment to the compacted topic {@code milepost.deployments.latest}. */
@ApplicationScoped
class LatestDeploymentsPublisher {

    private static final String TOPIC = "milepost.deployments.latest";

    private final Outbox outbox;
    private final ObjectMapper json;

    LatestDeploymentsPublisher(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    /**
     * A message of the topic. A field is null if no event contains it.
     *
     * @param status {@code success}, {@code failure} or {@code cancelled}; null until the deployment has completed
     */
    private record Latest(
            String serviceId,
            String environment,
            String tier,
            String deploymentId,
            @Nullable String status,
            @Nullable Instant finishedAt,
            @Nullable String commitSha,
            @Nullable String kind) {}

    /** Writes the messages to the outbox. Call it in the transaction that stores the deployments. */
    void publish(Collection<Deployment> deployments) {
        List<Outbox.Message> messages = deployments.stream().map(this::message).toList();
        outbox.publish(TOPIC, messages);
    }

    private Outbox.Message message(Deployment deployment) {
        var key = deployment.key();
        var latest = new Latest(
                key.service(),
                key.environment(),
                deployment.tier(),
                key.id(),
                deployment.status(),
                deployment.finishedAt(),
                deployment.commit(),
                deployment.kind());
        try {
            return new Outbox.Message(messageKey(key), json.writeValueAsBytes(latest));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of texts and times is always JSON", e);
        }
    }

    /**
     * Returns the key, which is different for different deployments: a slash in the service or environment is escaped.
     * Otherwise compaction could delete the message of another service.
     */
    static String messageKey(Deployment.Key key) {
        return "%s/%s/%s".formatted(escaped(key.service()), escaped(key.environment()), key.id());
    }

    private static String escaped(String part) {
        return part.replace("%", "%25").replace("/", "%2F");
    }
}
