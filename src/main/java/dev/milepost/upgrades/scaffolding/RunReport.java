package dev.milepost.upgrades.scaffolding;

import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.events.contract.EventOrder;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.contract.TemplateVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The content of one scaffold event.
 *
 * @param status null for the beginning of a run
 * @param hasParameters whether the event contains the parameter values
 */
record RunReport(
        UUID identity,
        Key run,
        EventOrder order,
        ScaffoldRun.@Nullable Status status,
        TemplateVersion template,
        @Nullable String service,
        @Nullable String team,
        @Nullable String initiator,
        @Nullable Boolean buildable,
        ScaffoldRun.@Nullable Kind kind,
        @Nullable String repository,
        @Nullable String pullRequest,
        @Nullable List<String> entityRefs,
        @Nullable String correlationId,
        boolean hasParameters) {

    /** A task of a scaffolder. Its id is unique within the source of its events. */
    record Key(String source, String taskId) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::source).thenComparing(Key::taskId);

        static Key of(ScaffoldRun run) {
            return new Key(run.source(), run.taskId());
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Returns empty if the event is not about a run. */
    static Optional<RunReport> of(GoldenEvent event) {
        if (!event.golden() || !event.type().startsWith("scaffold.")) {
            return Optional.empty();
        }
        return event.text("task_id")
                .flatMap(task ->
                        TemplateVersion.of(event).map(template -> of(event, new Key(event.source(), task), template)));
    }

    private static RunReport of(GoldenEvent event, Key run, TemplateVersion template) {
        return new RunReport(
                event.identity(),
                run,
                EventOrder.of(event),
                event.type().equals("scaffold.completed")
                        ? event.text("status").map(RunReport::status).orElse(null)
                        : null,
                template,
                event.service(),
                event.text("team").map(team -> EntityRef.shorten(team, "group")).orElse(null),
                event.text("initiator").orElse(null),
                event.text("buildable").map(Boolean::valueOf).orElse(null),
                event.text("kind").map(RunReport::kind).orElse(null),
                event.text("repository").orElse(null),
                event.text("pr_id").orElse(null),
                event.texts("entity_refs").orElse(null),
                event.extensions().get("correlationid"),
                event.data().path("parameters").isObject());
    }

    private static ScaffoldRun.Status status(String word) {
        return switch (word) {
            case "success" -> ScaffoldRun.Status.SUCCESS;
            case "cancelled" -> ScaffoldRun.Status.CANCELLED;
            default -> ScaffoldRun.Status.FAILURE;
        };
    }

    private static ScaffoldRun.Kind kind(String word) {
        return word.equals("upgrade") ? ScaffoldRun.Kind.UPGRADE : ScaffoldRun.Kind.CREATE;
    }
}
