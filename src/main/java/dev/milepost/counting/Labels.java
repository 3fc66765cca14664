package dev.milepost.counting;

import dev.milepost.objectives.Occurrence;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one outcome say of where it belongs, so that it can be told what contributes most. Each is what the
 * latest event says that says anything; null where none does.
 */
record Labels(
        @Nullable String template,
        @Nullable String templateVersion,
        @Nullable String team,
        @Nullable String service,
        @Nullable String step) {

    static Labels of(List<Occurrence> events) {
        return new Labels(
                said(events, "template_id"),
                said(events, "template_version"),
                said(events, "team"),
                said(events, "service_id"),
                said(events, "step"));
    }

    private static @Nullable String said(List<Occurrence> events, String field) {
        return events.stream()
                .sorted(Comparator.comparing(Occurrence::time)
                        .thenComparing(Occurrence::source)
                        .thenComparing(Occurrence::id)
                        .reversed())
                .flatMap(event -> Stream.ofNullable(event.data().path(field).textValue()))
                // PostgreSQL has no U+0000.
                .filter(text -> text.indexOf('\0') < 0)
                .findFirst()
                .orElse(null);
    }
}
