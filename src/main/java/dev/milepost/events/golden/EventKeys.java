package dev.milepost.events.golden;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The keys of the event topics, {@code org/project/service}: every event of one service is in one partition. */
@ApplicationScoped
public class EventKeys {

    /** Where every event enters. */
    public static final String RAW = "milepost.events.raw";

    private final String prefix;

    EventKeys(
            @ConfigProperty(name = "milepost.organisation", defaultValue = "default") String organisation,
            @ConfigProperty(name = "milepost.project", defaultValue = "default") String project) {
        this.prefix = organisation + "/" + project + "/";
    }

    /** The key of an event; that of an event about no service ends in the slash. */
    public String keyOf(@Nullable String service) {
        return service == null ? prefix : prefix + service;
    }

    /** The service whose events have a key; empty where it is none of these keys or about no service. */
    public Optional<String> serviceOf(String key) {
        return key.startsWith(prefix) && key.length() > prefix.length()
                ? Optional.of(key.substring(prefix.length()))
                : Optional.empty();
    }
}
