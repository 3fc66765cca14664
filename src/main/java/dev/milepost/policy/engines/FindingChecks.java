package dev.milepost.policy.engines;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.time.Rfc3339;
import dev.milepost.policy.definitions.Policy.PolicyRule;
import dev.milepost.policy.evidence.Evidence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The built-in check of findings and vulnerabilities by their severity. */
final class FindingChecks {

    private static final List<String> SEVERITIES = List.of("none", "low", "medium", "high", "critical");

    private FindingChecks() {}

    /** What is above the limit, of one kind of category and age. */
    private record Limit(
            int severity,
            @Nullable String category,
            @Nullable Instant publishedBefore) {

        static Limit of(JsonNode settings, Instant now) {
            return new Limit(
                    rank(settings.path("severity").asText()),
                    settings.has("category") ? settings.path("category").asText() : null,
                    settings.has("olderThanDays")
                            ? now.minus(Duration.ofDays(
                                    settings.path("olderThanDays").asInt()))
                            : null);
        }

        boolean isExceededBy(JsonNode finding) {
            return rank(finding.path("severity").asText("")) > severity
                    && !finding.path("suppressed").asBoolean()
                    && (category == null
                            || category.equals(finding.path("category").asText("vulnerability")))
                    && isOld(finding);
        }

        /** A vulnerability without a date may be of any age. */
        private boolean isOld(JsonNode finding) {
            return publishedBefore == null
                    || time(finding.path("published").asText(""))
                            .map(published -> published.isBefore(publishedBefore))
                            .orElse(true);
        }

        /** The findings above the limit by the counts, which include those that a shortened list leaves out. */
        long count(JsonNode facts) {
            return SEVERITIES.stream()
                    .filter(name -> rank(name) > severity)
                    .mapToLong(name -> facts.path("by_severity").path(name).asLong())
                    .sum();
        }
    }

    /** An unknown severity is treated as the highest. */
    private static int rank(String severity) {
        int rank = SEVERITIES.indexOf(severity);
        return rank < 0 ? SEVERITIES.size() - 1 : rank;
    }

    static EngineResult noFindingAbove(PolicyRule rule, EngineInput input) {
        var settings = rule.settings();
        var kinds = settings.path("kinds").valueStream().map(JsonNode::asText).toList();
        var found =
                kinds.stream().flatMap(kind -> input.evidence(kind).stream()).toList();
        var evidence = found.stream().filter(FindingChecks::isScan).toList();
        if (evidence.isEmpty()) {
            var what = "evidence of kind " + String.join(" or ", kinds);
            return NeededEvidence.missing(
                    kinds.get(0),
                    found.isEmpty()
                            ? "There is no %s.".formatted(what)
                            : "The %s has no list of vulnerabilities, so it is of no scan.".formatted(what));
        }
        var limit = Limit.of(settings, input.now());
        return BuiltinEngine.result(evidence.stream()
                .flatMap(one -> violations(one, limit).stream())
                .toList());
    }

    /** A bill of materials without a list of vulnerabilities says nothing about them. */
    private static boolean isScan(Evidence evidence) {
        return evidence.facts().path("scanned").asBoolean(true);
    }

    private static List<Violation> violations(Evidence evidence, Limit limit) {
        var isSarif = evidence.kind().equals("sarif");
        var list = evidence.facts().path(isSarif ? "findings" : "vulnerabilities");
        var violations = new ArrayList<Violation>();
        for (int i = 0; i < list.size(); i++) {
            if (limit.isExceededBy(list.get(i))) {
                violations.add(isSarif ? finding(list.get(i), i) : vulnerability(evidence, list.get(i), i));
            }
        }
        if (violations.isEmpty()
                && evidence.facts().path("truncated").asBoolean()
                && limit.count(evidence.facts()) > 0) {
            violations.add(new Violation(
                    null,
                    "%d findings are above the limit by their count, and not all of them are listed."
                            .formatted(limit.count(evidence.facts())),
                    "/evidence/" + evidence.kind(),
                    "Split the report, so that all of its findings are listed.",
                    null));
        }
        return violations;
    }

    private static Violation finding(JsonNode finding, int index) {
        var path = finding.path("path").asText("");
        return new Violation(
                null,
                "%s: %s (%s)%s"
                        .formatted(
                                finding.path("rule").asText("A finding"),
                                finding.path("message").asText(""),
                                finding.path("severity").asText(""),
                                path.isEmpty()
                                        ? ""
                                        : " in %s:%d"
                                                .formatted(
                                                        path,
                                                        finding.path("line").asInt())),
                "/evidence/sarif/0/facts/findings/" + index,
                "Mend it, or exclude it in the scanner with a reason.",
                null);
    }

    private static Violation vulnerability(Evidence evidence, JsonNode vulnerability, int index) {
        return new Violation(
                null,
                "%s in %s (%s)%s"
                        .formatted(
                                vulnerability.path("id").asText("A vulnerability"),
                                vulnerability.path("component").asText("an unknown component"),
                                vulnerability.path("severity").asText("unknown"),
                                vulnerability.path("published").isTextual()
                                        ? ", published "
                                                + vulnerability
                                                        .path("published")
                                                        .asText()
                                        : ""),
                "/evidence/%s/0/facts/vulnerabilities/%d".formatted(evidence.kind(), index),
                "Upgrade the component, or state in VEX why it is not affected.",
                null);
    }

    private static Optional<Instant> time(String text) {
        var time = Rfc3339.parse(text);
        if (time.isPresent()) {
            return time;
        }
        try {
            return Optional.of(
                    LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
