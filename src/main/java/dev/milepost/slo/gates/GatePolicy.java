package dev.milepost.slo.gates;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The error budget policy for releases, after the example policy of the Site Reliability Workbook (appendix B): if the
 * budget is exhausted, all releases wait except those that fix something.
 *
 * @param rules the first rule that matches an objective decides
 * @param exceptions the kinds of releases that proceed during a freeze
 */
record GatePolicy(List<Rule> rules, List<Exemption> exceptions) {

    /** The kind of a release if the request does not name one. */
    static final String ANY_KIND = "change";

    GatePolicy {
        rules = List.copyOf(rules);
        exceptions = List.copyOf(exceptions);
    }

    /** The decision about a release, from the mildest to the strictest. */
    enum GateDecision {
        @JsonProperty("allow")
        ALLOW,
        @JsonProperty("caution")
        CAUTION,
        @JsonProperty("freeze")
        FREEZE;

        static GateDecision of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    record Rule(String name, GateDecision decision, Condition when, String reason) {}

    record Exemption(String kind, String reason) {}

    /** Parses a document that is valid by the schema. */
    static GatePolicy of(JsonNode document) {
        return new GatePolicy(
                document.path("rules")
                        .valueStream()
                        .map(rule -> new Rule(
                                rule.path("name").asText(),
                                GateDecision.of(rule.path("decision").asText()),
                                Condition.of(rule.path("when")),
                                rule.path("reason").asText()))
                        .toList(),
                document.path("exceptions")
                        .valueStream()
                        .map(exception -> new Exemption(
                                exception.path("kind").asText(),
                                exception.path("reason").asText()))
                        .toList());
    }

    Optional<Exemption> findExemption(String kind) {
        return exceptions.stream()
                .filter(exception -> exception.kind().equals(kind))
                .findFirst();
    }
}
