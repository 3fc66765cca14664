package dev.milepost.testing.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The answer to a question, from what is asked for and happened in its window.
 *
 * @param links the chains of those asked for in the tier asked for, whatever their time
 * @param blames the incidents of those asked for in the tier asked for, whatever their time
 * @param failed all deployments that some incident is attributed to, whose ever that is
 */
record OracleResult(Question question, List<Link> links, List<AttributedIncident> blames, Set<Deployment> failed) {

    ObjectNode json() {
        var json = metrics();
        if (!question.interval().isEmpty()) {
            var series = json.putArray("series");
            var bucket = question.bucket(question.from());
            while (question.start(bucket).isBefore(question.to())) {
                series.add(bucket(question.start(bucket), question.start(question.nextBucket(bucket))));
                bucket = question.nextBucket(bucket);
            }
        }
        return json;
    }

    private ObjectNode bucket(Instant start, Instant end) {
        var from = start.isBefore(question.from()) ? question.from() : start;
        var to = end.isAfter(question.to()) ? question.to() : end;
        var json = JsonNodeFactory.instance.objectNode();
        json.put("from", from.toString()).put("to", to.toString());
        json.put("partial", !from.equals(start) || !to.equals(end));
        return json.setAll(new OracleResult(question.during(from, to), links, blames, failed).metrics());
    }

    long deployments() {
        return deployed().count();
    }

    /** Whether nothing at all happened, and nothing is open. */
    boolean isNothing() {
        return deployments() == 0
                && incidents()
                        .noneMatch(incident -> !incident.isLeftOut() && question.contains(incident.openedAt())
                                || incident.isResolvedIn(question)
                                || incident.isOpenAt(question.to()));
    }

    private ObjectNode metrics() {
        var json = JsonNodeFactory.instance.objectNode();
        frequency(json.putObject("deployment_frequency"));
        leadTime(json.putObject("lead_time_for_changes"));
        ratio(
                json.putObject("change_failure_rate"),
                "failed",
                deployed().filter(link -> failed.contains(link.deployment())).count());
        var restored = json.putObject("time_to_restore");
        restore(restored, resolved().toList());
        restored.put("open", incidents().filter(i -> i.isOpenAt(question.to())).count());
        restore(
                json.putObject("failed_deployment_recovery_time"),
                resolved().filter(blame -> blame.deployment() != null).toList());
        ratio(
                json.putObject("deployment_rework_rate"),
                "rework",
                deployed().filter(Link::rework).count());
        coverage(json.putObject("coverage"));
        return json;
    }

    private void frequency(ObjectNode json) {
        var finishes = deployed().map(link -> link.deployment().finishedAt()).toList();
        json.put("count", finishes.size());
        if (finishes.isEmpty()) {
            json.putNull("per_day").putNull("deployment_days").putNull("median_days_per_week");
            json.put("reason", "no_deployments");
            return;
        }
        var window = Duration.between(question.from(), question.to());
        json.put(
                "per_day",
                finishes.size()
                        / (window.toNanos() / (double) Duration.ofDays(1).toNanos()));
        json.put("deployment_days", Weeks.days(question, finishes).size());
        Weeks.medianDays(question, finishes)
                .ifPresentOrElse(
                        median -> json.put("median_days_per_week", median), () -> json.putNull("median_days_per_week"));
    }

    private void leadTime(ObjectNode json) {
        var spans = deployed().flatMap(link -> link.spans().stream()).toList();
        new DurationSamples(spans.stream().filter(span -> span >= 0).toList())
                .write(json, "no_changes", 50, 75, 90, 95);
        json.put("negative", spans.stream().filter(span -> span < 0).count());
        var attribution = json.putObject("attribution");
        for (var rule : List.of("explicit", "ancestry", "window", "head")) {
            var counted = deployed()
                    .filter(link -> rule.equals(link.rule()))
                    .flatMap(link -> link.spans().stream())
                    .filter(span -> span >= 0)
                    .count();
            attribution.put(rule, counted);
        }
    }

    private void ratio(ObjectNode json, String name, long some) {
        var all = deployed().count();
        json.put(name, some).put("deployments", all);
        if (all == 0) {
            json.putNull("ratio").put("reason", "no_deployments");
        } else {
            json.put("ratio", some / (double) all);
        }
    }

    private static void restore(ObjectNode json, List<AttributedIncident> resolved) {
        new DurationSamples(resolved.stream().map(OracleResult::restoring).toList())
                .write(json, "no_resolved_incidents", 50, 90);
    }

    private static long restoring(AttributedIncident blame) {
        return blame.incident().restoring().toNanos() / 1000;
    }

    private void coverage(ObjectNode json) {
        json.put(
                "deployments_without_known_change",
                deployed().filter(link -> !link.knownChange()).count());
        json.put(
                "incidents_unattributed",
                counted()
                        .filter(AttributedIncident::isUnattributed)
                        .filter(blame -> question.contains(blame.incident().openedAt()))
                        .count());
        json.put(
                "incidents_left_out",
                incidents()
                        .filter(Incident::isLeftOut)
                        .filter(incident -> incident.isResolvedIn(question))
                        .count());
    }

    /** The successful deployments of the window. */
    private Stream<Link> deployed() {
        return links.stream().filter(link -> question.contains(link.deployment().finishedAt()));
    }

    private Stream<Incident> incidents() {
        return blames.stream().map(AttributedIncident::incident);
    }

    /** The incidents that count: all but those resolved before they were opened. */
    private Stream<AttributedIncident> counted() {
        return blames.stream().filter(blame -> !blame.incident().isLeftOut());
    }

    private Stream<AttributedIncident> resolved() {
        return counted().filter(blame -> blame.incident().isResolvedIn(question));
    }
}
