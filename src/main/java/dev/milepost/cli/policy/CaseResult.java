package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.cli.policy.PolicyCases.PolicyCase;
import dev.milepost.policy.engines.Violation;
import java.util.List;

/**
 * The result of a case.
 *
 * @param difference the lines that differ: what is expected with {@code -}, what is there with {@code +}; empty unless it
 *     failed
 * @param violations those that the policy has in this case
 */
record CaseResult(
        PolicyCases cases, PolicyCase one, Outcome outcome, List<String> difference, List<Violation> violations) {

    /** How a case ended. */
    enum Outcome {
        PASSED,
        FAILED,
        /** There is no OPA to ask. */
        SKIPPED
    }

    CaseResult {
        difference = List.copyOf(difference);
        violations = List.copyOf(violations);
    }

    static CaseResult skipped(PolicyCases cases, PolicyCase one) {
        return new CaseResult(cases, one, Outcome.SKIPPED, List.of(), List.of());
    }

    /** The case could not be evaluated. */
    static CaseResult failed(PolicyCases cases, PolicyCase one, String reason) {
        return new CaseResult(cases, one, Outcome.FAILED, List.of(reason), List.of());
    }

    /** Compares what is there with what is expected. */
    static CaseResult of(PolicyCases cases, PolicyCase one, String status, List<Violation> violations) {
        JsonNode expected = one.expected();
        var difference = Difference.of(expected, status, violations);
        return new CaseResult(
                cases, one, difference.isEmpty() ? Outcome.PASSED : Outcome.FAILED, difference, violations);
    }

    int line() {
        return cases.file().lines().lineOf(one.pointer());
    }
}
