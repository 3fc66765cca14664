package dev.milepost.slo.objectives;

import dev.milepost.platform.time.Rfc3339;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where in an event a value stands: {@code source}, or a member of its data such as {@code data.task_id}. */
public record FieldPath(String path) {

    private static final String DATA = "data.";

    Optional<String> value(SliEvent event) {
        if (!path.startsWith(DATA)) {
            return Optional.of(event.source());
        }
        var value = event.data();
        for (var name : path.substring(DATA.length()).split("\\.", -1)) {
            value = value.path(name);
        }
        return value.isTextual() || value.isIntegralNumber() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** The names from the data down; empty where it is no member of the data. */
    Optional<List<String>> names() {
        return path.startsWith(DATA)
                ? Optional.of(List.of(path.substring(DATA.length()).split("\\.", -1)))
                : Optional.empty();
    }

    Optional<Instant> time(SliEvent event) {
        return value(event).flatMap(Rfc3339::parse);
    }

    /** All their values as one text; empty where one is missing. Lengths keep ("a", "bc") and ("ab", "c") apart. */
    static Optional<String> groupingKey(Collection<FieldPath> paths, SliEvent event) {
        var key = new StringBuilder();
        for (var path : paths) {
            var value = path.value(event);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            key.append(value.get().length()).append(':').append(value.get());
        }
        return Optional.of(key.toString());
    }
}
