package dev.milepost.testing.oracle;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One deployment that was completed, folded from all that was said of it.
 *
 * @param finishedAt the earliest completion that carries the final status
 * @param head the commit deployed, as the events or the build of the artifact say; null where none does
 * @param commits all that it delivers, where the producer knows; null otherwise
 */
record Deployment(
        String service,
        String environment,
        String id,
        String status,
        Instant finishedAt,
        @Nullable String head,
        @Nullable List<String> commits,
        @Nullable String kind,
        String tier,
        @Nullable Template template) {

    static final Comparator<Deployment> ORDER = Comparator.comparing(Deployment::finishedAt)
            .thenComparing(Deployment::environment)
            .thenComparing(Deployment::id);

    static List<Deployment> of(List<OracleEvent> events) {
        var builds = new Builds(events);
        var full = new FullCommits(events);
        var told = events.stream()
                .filter(event -> event.is("deploy.started") || event.is("deploy.completed"))
                .filter(event -> event.service() != null)
                .collect(groupingBy(event -> List.of(
                        String.valueOf(event.service()), event.field("environment"), event.field("deployment_id"))));
        return told.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(event -> event.is("deploy.completed")))
                .map(entry -> fold(entry.getKey(), entry.getValue(), builds, full))
                .sorted(ORDER)
                .toList();
    }

    private static Deployment fold(List<String> key, List<OracleEvent> events, Builds builds, FullCommits full) {
        var completions =
                events.stream().filter(event -> event.is("deploy.completed")).toList();
        var status = Collections.max(completions, OracleEvent.ORDER).field("status");
        var finish = completions.stream()
                .filter(event -> event.field("status").equals(status))
                .min(OracleEvent.ORDER)
                .orElseThrow();
        return new Deployment(
                key.get(0),
                key.get(1),
                key.get(2),
                status,
                finish.time(),
                full.of(key.get(0), builds.head(key.get(0), events)),
                full(
                        OracleEvent.texts(OracleEvent.latest(events, "commits").orElse(null)),
                        commit -> String.valueOf(full.of(key.get(0), commit))),
                OracleEvent.latestText(events, "kind"),
                Tier.of(OracleEvent.latestText(events, "environment_tier"), key.get(1)),
                events.stream()
                        .filter(event -> event.data().hasNonNull("template_id"))
                        .max(OracleEvent.ORDER)
                        .map(Template::of)
                        .orElse(null));
    }

    private static @Nullable List<String> full(@Nullable List<String> commits, UnaryOperator<String> full) {
        return commits == null ? null : commits.stream().map(full).toList();
    }

    boolean succeeded() {
        return status.equals("success");
    }
}
