package dev.milepost.slo.counting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.slo.objectives.SliEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The labels of an outcome. They show which template, team, service or step contributes most. Each label comes from the
 * latest event that has a value for it, and is null if no event has one.
 *
 * @param template the template without the major version that its id may contain
 * @param service the service; if the events have none, the target of the probe
 */
public record OutcomeLabels(
        @Nullable String template,
        @Nullable String templateVersion,
        @Nullable String team,
        @Nullable String service,
        @Nullable String step) {

    /** The fields of the event data that the labels are read from. */
    static final Set<String> FIELDS = Set.of("template_id", "template_version", "team", "service_id", "target", "step");

    /** The maximum length of a label in UTF-8. All labels share one index row, which has room for 2,704 bytes. */
    private static final int MAX_BYTES = 500;

    /**
     * Returns data in which fields have the length of a label. Values that are no label are removed. The labels are the
     * same as without it.
     */
    static JsonNode cut(JsonNode data, Set<String> fields) {
        if (!(data instanceof ObjectNode object)) {
            return data;
        }
        var cut = object.objectNode();
        for (var member : object.properties()) {
            if (!fields.contains(member.getKey())) {
                cut.set(member.getKey(), member.getValue());
            } else if (isLabel(member.getValue().textValue())) {
                cut.put(member.getKey(), cut(member.getValue().textValue()));
            }
        }
        return cut;
    }

    /** PostgreSQL cannot store U+0000. */
    private static boolean isLabel(@Nullable String text) {
        return text != null && text.indexOf('\0') < 0;
    }

    static OutcomeLabels of(List<SliEvent> events) {
        var id = latestValue(events, "template_id");
        var template = id == null ? null : TemplateVersion.of(id, latestValue(events, "template_version"));
        var service = latestValue(events, "service_id");
        return new OutcomeLabels(
                template == null ? null : template.name(),
                template == null ? null : template.version(),
                latestValue(events, "team"),
                service == null ? latestValue(events, "target") : service,
                latestValue(events, "step"));
    }

    private static @Nullable String latestValue(List<SliEvent> events, String field) {
        return events.stream()
                .sorted(Comparator.comparing(SliEvent::time)
                        .thenComparing(SliEvent::source)
                        .thenComparing(SliEvent::id)
                        .reversed())
                .flatMap(event -> Stream.ofNullable(event.data().path(field).textValue()))
                .filter(OutcomeLabels::isLabel)
                .map(OutcomeLabels::cut)
                .findFirst()
                .orElse(null);
    }

    private static String cut(String text) {
        int end = 0;
        int bytes = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes > MAX_BYTES) {
                return text.substring(0, end);
            }
            end += Character.charCount(character);
        }
        return text;
    }
}
