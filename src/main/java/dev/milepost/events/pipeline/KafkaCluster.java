package dev.milepost.events.pipeline;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/** The connection to the Kafka cluster, and admin calls with a timeout. */
@ApplicationScoped
class KafkaCluster {

    private final Map<String, Object> settings;
    private final Duration timeout;
    private @Nullable Admin admin;

    KafkaCluster(@Identifier("default-kafka-broker") Map<String, Object> settings, PipelineConfig config) {
        this.settings = Map.copyOf(settings);
        this.timeout = config.brokerTimeout();
    }

    /** Returns the settings to connect to the cluster, combined with the client's own settings. */
    Map<String, Object> settings(Map<String, Object> own) {
        var all = new HashMap<>(settings);
        all.putAll(own);
        return all;
    }

    /** Makes an admin call and waits for its result, up to the timeout. */
    <T> T call(Function<Admin, KafkaFuture<T>> request) {
        try {
            return request.apply(admin()).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException fault) {
                throw fault;
            }
            throw new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("Kafka did not respond in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(timeout);
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            int millis = (int) timeout.toMillis();
            admin = Admin.create(settings(Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG, "milepost-admin",
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis)));
        }
        return admin;
    }

    static ProblemException unavailable(KafkaException cause) {
        return ProblemException.of(ProblemType.BROKER_UNAVAILABLE, "Kafka did not respond in time. Try again later.")
                .causedBy(cause);
    }
}
