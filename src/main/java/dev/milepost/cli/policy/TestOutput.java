package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.cli.policy.CaseResult.Outcome;
import dev.milepost.cli.policy.PolicyLint.LintedPolicy;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.engines.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Prints the results of cases. */
record TestOutput(PolicyLint.Report report, List<CaseResult> results) {

    TestOutput {
        results = List.copyOf(results);
    }

    long failed() {
        return count(Outcome.FAILED);
    }

    private long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    String text(boolean withCoverage) {
        var text = new StringBuilder();
        for (var result : results) {
            if (result.outcome() == Outcome.FAILED) {
                text.append("%s:%d: failed: %s: %s%n"
                        .formatted(
                                result.cases().file().path(),
                                result.line(),
                                result.cases().policy(),
                                result.one().name()));
                result.difference().forEach(line -> text.append("    %s%n".formatted(line)));
            }
        }
        if (failed() > 0) {
            text.append("- is expected, + is there%n".formatted());
        }
        if (withCoverage) {
            uncovered().forEach(rule -> text.append("%s fails in no case%n".formatted(rule)));
        }
        var untested = untested();
        if (!untested.isEmpty()) {
            text.append("Policies without cases: %s%n".formatted(String.join(", ", untested)));
        }
        if (count(Outcome.SKIPPED) > 0) {
            text.append("Cases of the engine opa were skipped: name an OPA with --opa.%n".formatted());
        }
        return text.append("%d cases of %d policies: %d passed, %d failed, %d skipped"
                        .formatted(
                                results.size(),
                                results.stream()
                                        .map(result -> result.cases().policy())
                                        .distinct()
                                        .count(),
                                count(Outcome.PASSED),
                                failed(),
                                count(Outcome.SKIPPED)))
                .toString();
    }

    private List<String> untested() {
        var tested = results.stream().map(result -> result.cases().policy()).collect(Collectors.toSet());
        return report.policies().stream()
                .map(linted -> linted.policy().name())
                .filter(name -> !tested.contains(name))
                .toList();
    }

    /** The rules that no case made fail, of policies that have rules here. */
    private List<String> uncovered() {
        return report.policies().stream()
                .map(LintedPolicy::policy)
                .flatMap(policy -> policy.rules().stream()
                        .map(Policy.PolicyRule::name)
                        .filter(rule -> !isViolated(policy.name(), rule))
                        .map(rule -> "The rule %s of %s".formatted(rule, policy.name())))
                .toList();
    }

    private boolean isViolated(String policy, String rule) {
        return results.stream()
                .filter(result -> result.cases().policy().equals(policy))
                .flatMap(result -> result.violations().stream())
                .map(Violation::rule)
                .filter(Objects::nonNull)
                .anyMatch(rule::equals);
    }

    JsonNode json() {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("passed", count(Outcome.PASSED))
                .put("failed", failed())
                .put("skipped", count(Outcome.SKIPPED));
        var cases = json.putArray("cases");
        for (var result : results) {
            var one = cases.addObject()
                    .put("file", result.cases().file().path().toString())
                    .put("line", result.line())
                    .put("policy", result.cases().policy())
                    .put("name", result.one().name())
                    .put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
            result.difference().forEach(one.putArray("difference")::add);
        }
        untested().forEach(json.putArray("untested_policies")::add);
        uncovered().forEach(json.putArray("uncovered_rules")::add);
        return json;
    }
}
