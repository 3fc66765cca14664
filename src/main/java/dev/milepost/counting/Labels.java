package dev.milepost.counting;

import dev.milepost.events.TemplateVersion;
import dev.milepost.objectives.Occurrence;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one outcome say of where it belongs, so that it can be told what contributes most. Each is what the
 * latest event says that says anything; null where none does.
 *
 * @param template without the major version that its id may carry
 * @param service of a probe that names none, its target
 */
public record Labels(
        @Nullable String template,
        @Nullable String templateVersion,
        @Nullable String team,
        @Nullable String service,
        @Nullable String step) {

    static Labels of(List<Occurrence> events) {
        var id = said(events, "template_id");
        var template = id == null ? null : TemplateVersion.of(id, said(events, "template_version"));
        var service = said(events, "service_id");
        return new Labels(
                template == null ? null : template.name(),
                template == null ? null : template.version(),
                said(events, "team"),
                service == null ? said(events, "target") : service,
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
