package dev.milepost.testing.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answer to a question, from what is asked for and happened in its window.
 *
 * @param links the chains of those asked for in the tier asked for, whatever their time
 * @param blames the incidents of those asked for in the tier asked for, whatever their time
 * @param committed the changes of those asked for, whatever their time
 * @param deliveries when changes reached the tier, whose ever they are
 * @param failures of all deployments, whose ever these are
 * @param pullRequests of all commits, by service
 */
record OracleResult(
        Question question,
        List<Link> links,
        List<AttributedIncident> blames,
        List<Change> committed,
        Map<Change, Instant> deliveries,
        Failures failures,
        Map<String, Map<String, PullRequest>> pullRequests) {

    /** The stages of lead time, each by the moments that it lies between. */
    private static final Map<String, List<String>> STAGES = Map.of(
            "coding", List.of("first_commit_at", "opened_at"),
            "pickup", List.of("opened_at", "first_review_at"),
            "review", List.of("first_review_at", "merged_at"),
            "deploy", List.of("merged_at", "delivered_at"));

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
        return json.setAll(new OracleResult(
                        question.during(from, to), links, blames, committed, deliveries, failures, pullRequests)
                .metrics());
    }

    long deployments() {
        return deployed().count();
    }

    /** Whether nothing at all happened, and nothing is open. */
    boolean isNothing() {
        return deployments() == 0
                && recoveries().isEmpty()
                && incidents()
                        .noneMatch(incident -> !incident.isLeftOut() && question.contains(incident.openedAt())
                                || incident.isResolvedIn(question)
                                || incident.isOpenAt(question.to()));
    }

    private ObjectNode metrics() {
        var json = JsonNodeFactory.instance.objectNode();
        frequency(json.putObject("deployment_frequency"));
        leadTime(json.putObject("lead_time_for_changes"));
        failureRate(json.putObject("change_failure_rate"));
        var restored = json.putObject("time_to_restore");
        restore(restored);
        restored.put("open", incidents().filter(i -> i.isOpenAt(question.to())).count());
        new DurationSamples(recoveries().stream().map(Recovery::micros).toList())
                .write(json.putObject("failed_deployment_recovery_time"), "no_resolved_incidents", 50, 90);
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
        var start = question.start();
        json.put("start", start);
        var all = delivered().toList();
        var spans = all.stream().flatMap(change -> change.lead(start).stream()).toList();
        new DurationSamples(spans.stream().filter(span -> span >= 0).toList())
                .write(json, "no_changes", 50, 75, 90, 95);
        json.put("negative", spans.stream().filter(span -> span < 0).count());
        json.put("without_start", all.size() - spans.size());
        var attribution = json.putObject("attribution");
        for (var rule : List.of("explicit", "ancestry", "window", "head")) {
            var counted = all.stream()
                    .filter(change -> rule.equals(change.link().rule()))
                    .flatMap(change -> change.lead(start).stream())
                    .filter(span -> span >= 0)
                    .count();
            attribution.put(rule, counted);
        }
        STAGES.forEach((stage, ends) -> stage(
                json.withObject("/stages").putObject(stage),
                all.stream()
                        .map(change -> DeliveredChange.micros(change.moment(ends.get(0)), change.moment(ends.get(1))))
                        .toList()));
    }

    private static void stage(ObjectNode json, List<Optional<Long>> spans) {
        var known = spans.stream().flatMap(Optional::stream).toList();
        var counted =
                new DurationSamples(known.stream().filter(span -> span >= 0).toList());
        counted.write(json, "no_changes", 50, 90);
        json.remove("reason");
        json.put("missing", spans.size() - known.size());
        json.put("negative", known.size() - counted.micros().size());
    }

    /** What the deployments of the window delivered. */
    private Stream<DeliveredChange> delivered() {
        return deployed()
                .flatMap(link -> link.delivered().stream()
                        .map(change -> new DeliveredChange(
                                change,
                                link,
                                pullRequests
                                        .getOrDefault(change.service(), Map.of())
                                        .get(change.sha()))));
    }

    private void failureRate(ObjectNode json) {
        var by = deployed()
                .map(link -> failures.failedBy(link.deployment()))
                .filter(reason -> !reason.isEmpty())
                .toList();
        ratio(json, "failed", by.size());
        for (var reason : List.of("incident", "rollback", "hotfix")) {
            json.withObject("/failed_by")
                    .put(reason, by.stream().filter(reason::equals).count());
        }
    }

    /** Of deployments that failed, by their incidents, or else by the rollback or hotfix, in the window. */
    private List<Recovery> recoveries() {
        return Stream.concat(
                        resolved().filter(blame -> blame.deployment() != null).map(AttributedIncident::recovery),
                        links.stream()
                                .flatMap(link -> failures.recovery(link.deployment()).stream())
                                .filter(recovery -> question.contains(recovery.to())))
                .toList();
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

    private void restore(ObjectNode json) {
        new DurationSamples(resolved()
                        .map(AttributedIncident::recovery)
                        .map(Recovery::micros)
                        .toList())
                .write(json, "no_resolved_incidents", 50, 90);
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
                "changes_not_yet_delivered",
                committed.stream()
                        .filter(change -> question.contains(change.committedAt()))
                        .filter(change -> !question.contains(deliveries.getOrDefault(change, Instant.MAX)))
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
