package dev.milepost.slo.gates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What the standing of objectives means for releases, after the example policy of the Site Reliability Workbook
 * (appendix B): where the budget is used up all releases wait but those that mend something.
 *
 * @param rules the first that holds for an objective decides for it
 * @param exceptions kinds of releases that go ahead while others are frozen
 */
record GatePolicy(List<Rule> rules, List<Exemption> exceptions) {

    /** What a release is that nobody says more of. */
    static final String ANY_KIND = "change";

    GatePolicy {
        rules = List.copyOf(rules);
        exceptions = List.copyOf(exceptions);
    }

    record Rule(String name, GateDecision decision, Condition when, String reason) {}

    record Exemption(String kind, String reason) {}

    /** Of a document that its schema has nothing against. */
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
