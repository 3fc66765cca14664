package dev.milepost.events.pipeline;

import com.google.re2j.Pattern;
import dev.milepost.events.contract.EventKeys;
import dev.milepost.events.contract.ServiceAnnotationLookup;
import dev.milepost.events.pipeline.RoutingConfig.Route;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Routes an event to the enriched topic and to the topics that its service's annotations select. A copy has the same
 * key as its event, so its topic has the same order. It has the same delivery guarantee: all records of a batch are
 * sent before the batch is committed.
 */
@ApplicationScoped
class TopicRouter {

    /** The topic names that Kafka allows. */
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private final Collection<Route> routes;
    private final EventKeys keys;
    private final ServiceAnnotationLookup annotations;

    TopicRouter(RoutingConfig config, EventKeys keys, ServiceAnnotationLookup annotations) {
        config.routes().forEach(TopicRouter::check);
        this.routes = List.copyOf(config.routes().values());
        this.keys = keys;
        this.annotations = annotations;
    }

    /** Creates this bean at service start, so that an invalid route fails then and not later. */
    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {}

    static void check(String name, Route route) {
        if (!TOPIC.matches(route.topic())
                || route.topic().equals(".")
                || route.topic().equals("..")) {
            throw new IllegalArgumentException(
                    "milepost.routing.%s.topic is not a valid topic name: %s".formatted(name, route.topic()));
        }
        if (Topics.APPENDED.contains(route.topic()) || Topics.COMPACTED.contains(route.topic())) {
            throw new IllegalArgumentException(
                    "milepost.routing.%s.topic is a topic of the pipeline itself: %s".formatted(name, route.topic()));
        }
        if (route.annotation().isBlank() || route.values().isEmpty()) {
            throw new IllegalArgumentException(
                    "milepost.routing.%s needs an annotation and at least one of its values".formatted(name));
        }
    }

    /** Returns the record itself and one copy for each further topic. */
    List<ProducerRecord<byte[], byte[]>> route(ProducerRecord<byte[], byte[]> enriched) {
        if (routes.isEmpty() || enriched.key() == null) {
            return List.of(enriched);
        }
        var service = keys.serviceOf(new String(enriched.key(), StandardCharsets.UTF_8));
        if (service.isEmpty()) {
            return List.of(enriched);
        }
        return with(enriched, annotations.find(service.get()));
    }

    private List<ProducerRecord<byte[], byte[]>> with(
            ProducerRecord<byte[], byte[]> enriched, Map<String, String> annotated) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        records.add(enriched);
        routes.stream()
                .filter(route -> route.values().contains(annotated.getOrDefault(route.annotation(), "")))
                .map(Route::topic)
                .distinct()
                .forEach(topic -> records.add(new ProducerRecord<>(
                        topic, null, enriched.timestamp(), enriched.key(), enriched.value(), enriched.headers())));
        return records;
    }
}
