package dev.milepost.events.contract;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Builds the keys of the event topics, {@code org/project/service}. All events of one service are in one partition. */
@ApplicationScoped
public class EventKeys {

    /** The raw topic, where every event enters the pipeline. */
    public static final String RAW = "milepost.events.raw";

    private final String prefix;

    EventKeys(
            @ConfigProperty(name = "milepost.organisation", defaultValue = "default") String organisation,
            @ConfigProperty(name = "milepost.project", defaultValue = "default") String project) {
        this.prefix = organisation + "/" + project + "/";
    }

    /** Returns the key of a service's events. Without a service, the key ends with the slash. */
    public String keyOf(@Nullable String service) {
        return service == null ? prefix : prefix + service;
    }

    /** Returns the service of a key; empty if the key is not in this form or names no service. */
    public Optional<String> serviceOf(String key) {
        return key.startsWith(prefix) && key.length() > prefix.length()
                ? Optional.of(key.substring(prefix.length()))
                : Optional.empty();
    }
}
