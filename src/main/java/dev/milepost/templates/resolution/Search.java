package dev.milepost.templates.resolution;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ModuleManifest.ModuleSelector;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the best selection in the order of {@link Resolver}. A version that cannot be chosen blames the choices
 * that rule it out, and the search backtracks directly to the latest of them (conflict-directed backjumping, P.
 * Prosser, Hybrid Algorithms for the Constraint Satisfaction Problem, 1993). This skips only selections that would fail
 * anyway.
 */
final class Search {

    /** Far more than a thousand modules with twenty versions each take. This many steps run in a few seconds. */
    static final int MAX_STEPS = 50_000;

    private static final int MAX_MODULES = 2_000;

    private final GoldenPath path;
    private final SortedVersions available;
    private final RangeMatcher matcher;
    private final PartialSolution solution = new PartialSolution();
    private final List<Decision> decisions = new ArrayList<>();
    private final ConflictCheck conflicts;
    private @Nullable Decision firstExhausted;
    private int steps;

    Search(GoldenPath path, AvailableModules available) {
        this.path = path;
        this.matcher = new RangeMatcher();
        this.available = new SortedVersions(available, matcher);
        this.conflicts = new ConflictCheck(solution, matcher);
        for (int i = 0; i < path.modules().size(); i++) {
            var module = path.modules().get(i);
            solution.addConstraint(new Constraint(null, i, new ModuleSelector(module.module(), null, module.range())));
        }
    }

    /** Throws a problem, {@code unresolvable-modules}, if there is no valid selection. */
    List<ChosenVersion> run() {
        for (var next = next(); next.isPresent(); next = next()) {
            decisions.add(next.get());
            if (decisions.size() > MAX_MODULES) {
                throw stopped("The solution has more than %d modules.".formatted(MAX_MODULES));
            }
            while (!choose()) {
                goBack();
            }
        }
        return List.copyOf(solution.choices());
    }

    /** Returns the dependencies among the chosen modules. */
    Cycles needs() {
        return new Cycles(solution, matcher);
    }

    private Optional<Decision> next() {
        return path.modules().stream()
                .map(GoldenPath.ModuleRange::module)
                .filter(name -> solution.find(name) == null)
                .findFirst()
                .or(solution::firstMissing)
                .map(name -> new Decision(solution.constraintsOn(name).get(0), available.findVersions(name)))
                .or(this::nextCapability);
    }

    /**
     * Returns the next capability to decide. Capabilities with only one possible module come first, so that a choice
     * between several modules can take them into account.
     */
    private Optional<Decision> nextCapability() {
        return solution.capabilities().stream()
                .filter(constraint -> solution.providersOf(constraint.name()).stream()
                        .noneMatch(choice -> matcher.provides(choice.offered().module(), constraint.selector())))
                .map(constraint -> new Decision(constraint, available.findProviders(constraint)))
                .min(Comparator.comparing((Decision decision) -> decision.modules() > 1)
                        .thenComparing(decision -> decision.reason().name())
                        .thenComparing(decision -> decision.reason().selector().range()));
    }

    private boolean choose() {
        var decision = newest();
        while (!decision.isExhausted()) {
            if (++steps > MAX_STEPS) {
                throw stopped("No solution was found in %d attempts. Use narrower ranges.".formatted(MAX_STEPS));
            }
            var option = decision.nextOption();
            var conflict = conflicts.findConflict(option);
            if (conflict.isEmpty()) {
                decision.choose(new ChosenVersion(decisions.size() - 1, option, decision.reason()));
                solution.choose(decision.choice());
                return true;
            }
            decision.reject(option, conflict.get());
        }
        return false;
    }

    /** Backtracks from a decision without options left to the latest choice that it blames. */
    private void goBack() {
        var exhausted = newest();
        if (firstExhausted == null) {
            firstExhausted = exhausted;
        }
        var blamed = (BitSet) exhausted.blamed().clone();
        if (blamed.isEmpty()) {
            var explanation = new FailureExplanation(firstExhausted);
            throw unresolvable(explanation.detail(), explanation.faults());
        }
        decisions.remove(decisions.size() - 1);
        while (decisions.size() > blamed.length()) {
            solution.undo(newest().choice());
            decisions.remove(decisions.size() - 1);
        }
        solution.undo(newest().choice());
        newest().blame(blamed);
    }

    private Decision newest() {
        return decisions.get(decisions.size() - 1);
    }

    private ProblemException stopped(String detail) {
        return unresolvable(detail, List.of(new Fault("/spec/modules", detail)));
    }

    /** @param faults each points to the golden path's module that it results from */
    private ProblemException unresolvable(String detail, List<Fault> faults) {
        return ProblemException.of(
                ProblemType.UNRESOLVABLE_MODULES,
                "'%s' %s cannot be resolved. %s".formatted(path.name(), path.version(), detail),
                faults);
    }
}
