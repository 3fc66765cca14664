package dev.milepost.slo.objectives;

import dev.milepost.platform.time.Rfc3339;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The path of a value in an event: {@code source}, or a field of its data such as {@code data.task_id}. */
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

    /** Returns the names from the data down; empty if the path is not a field of the data. */
    public Optional<List<String>> names() {
        return path.startsWith(DATA)
                ? Optional.of(List.of(path.substring(DATA.length()).split("\\.", -1)))
                : Optional.empty();
    }

    Optional<Instant> time(SliEvent event) {
        return value(event).flatMap(Rfc3339::parse);
    }

    /**
     * Returns all values as one text; empty if one is missing. Each value has its length as a prefix, so that ("a",
     * "bc") and ("ab", "c") differ.
     */
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
