package dev.milepost.templates.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.log.Outbox;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.registry.PublishedVersion;
import dev.milepost.templates.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Publishes the current state of each template to the compacted topic {@code milepost.templates.latest}. */
@ApplicationScoped
class LatestTemplatesPublisher {

    private static final String TOPIC = "milepost.templates.latest";

    private final Outbox outbox;
    private final Registry registry;
    private final ObjectMapper json;

    LatestTemplatesPublisher(Outbox outbox, Registry registry, ObjectMapper json) {
        this.outbox = outbox;
        this.registry = registry;
        this.json = json;
    }

    /**
     * A message of the topic.
     *
     * @param channels the version of each channel
     * @param versions ascending
     */
    private record Latest(
            String templateId,
            @Nullable String title,
            String owner,
            String type,
            String lifecycle,
            Map<String, String> channels,
            List<Version> versions) {}

    private record Version(String version, Instant publishedAt, boolean deprecated, boolean yanked) {}

    /** Must be called in the transaction that stores the change. */
    void publish(String template) {
        var versions = registry.findVersions(template);
        var newest = (GoldenPath)
                registry.require(versions.get(versions.size() - 1).ref()).manifest();
        var pointers = new TreeMap<String, String>();
        versions.forEach(published -> published
                .channels()
                .forEach(channel -> pointers.put(channel, published.ref().version())));
        var latest = new Latest(
                template,
                newest.metadata().title(),
                newest.metadata().owner(),
                newest.type(),
                newest.lifecycle(),
                pointers,
                versions.stream().map(LatestTemplatesPublisher::version).toList());
        try {
            outbox.publish(TOPIC, template, json.writeValueAsBytes(latest));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The record cannot be written as JSON", e);
        }
    }

    private static Version version(PublishedVersion published) {
        return new Version(
                published.ref().version(),
                published.publishedAt(),
                published.deprecation() != null,
                published.yanked());
    }
}
