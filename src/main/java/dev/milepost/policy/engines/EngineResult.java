package dev.milepost.policy.engines;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of a policy, the same for all engines.
 *
 * @param violations at most {@value #MAX_VIOLATIONS}; for an error, what went wrong
 */
public record EngineResult(Status status, List<Violation> violations) {

    static final int MAX_VIOLATIONS = 100;

    public static final EngineResult PASS = new EngineResult(Status.PASS, List.of());

    public EngineResult {
        violations = bounded(violations);
    }

    public static EngineResult error(String message) {
        return new EngineResult(Status.ERROR, List.of(Violation.of(message)));
    }

    private static List<Violation> bounded(List<Violation> violations) {
        if (violations.size() <= MAX_VIOLATIONS) {
            return List.copyOf(violations);
        }
        var first = new ArrayList<>(violations.subList(0, MAX_VIOLATIONS - 1));
        first.add(Violation.of("%d more violations are left out.".formatted(violations.size() - first.size())));
        return List.copyOf(first);
    }

    /** The worst status of several results, with the violations of all that do not pass. */
    static EngineResult all(List<EngineResult> results) {
        var worst = Status.PASS;
        var violations = new ArrayList<Violation>();
        for (var result : results) {
            worst = result.status().compareTo(worst) > 0 ? result.status() : worst;
            violations.addAll(result.violations());
        }
        return new EngineResult(worst, violations);
    }
}
