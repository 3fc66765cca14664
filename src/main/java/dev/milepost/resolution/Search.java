package dev.milepost.resolution;

import dev.milepost.manifests.GoldenPath;
import dev.milepost.manifests.TemplateModule.Requires;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the selection that is best in the order of {@link Resolver}. What cannot be chosen blames the choices that
 * keep it from being chosen, and the search goes back to the latest of them at once (conflict-directed backjumping,
 * P. Prosser, Hybrid Algorithms for the Constraint Satisfaction Problem, 1993): this leaves out only what fails anyway.
 */
final class Search {

    /** Far above what a thousand modules of twenty versions take, and done in a few seconds. */
    static final int MOST_STEPS = 50_000;

    private static final int MOST_MODULES = 2_000;

    private final GoldenPath path;
    private final Shelf shelf;
    private final Ranges ranges;
    private final Selection selection = new Selection();
    private final List<Decision> decisions = new ArrayList<>();
    private final Consistency consistency;
    private @Nullable Decision firstExhausted;
    private int steps;

    Search(GoldenPath path, Offer offer) {
        this.path = path;
        this.ranges = new Ranges();
        this.shelf = new Shelf(offer, ranges);
        this.consistency = new Consistency(selection, ranges);
        for (int i = 0; i < path.modules().size(); i++) {
            var module = path.modules().get(i);
            selection.demand(new Demand(null, i, new Requires(module.module(), null, module.range())));
        }
    }

    /** Throws {@link Unresolvable}. */
    List<Choice> run() {
        for (var next = next(); next.isPresent(); next = next()) {
            decisions.add(next.get());
            if (decisions.size() > MOST_MODULES) {
                throw Unresolvable.tooMany(path, MOST_MODULES);
            }
            while (!choose()) {
                goBack();
            }
        }
        return List.copyOf(selection.choices());
    }

    /** Those chosen that a chosen module needs. */
    Cycles needs() {
        return new Cycles(selection, ranges);
    }

    private Optional<Decision> next() {
        return path.modules().stream()
                .map(GoldenPath.ModuleRange::module)
                .filter(name -> selection.find(name) == null)
                .findFirst()
                .or(selection::firstMissing)
                .map(name -> new Decision(selection.demandsOn(name).get(0), shelf.findVersions(name)))
                .or(this::nextCapability);
    }

    /** Capabilities that one module alone can bring come first, so that a choice between several can make use of it. */
    private Optional<Decision> nextCapability() {
        return selection.capabilities().stream()
                .filter(demand -> selection.providersOf(demand.name()).stream()
                        .noneMatch(choice -> ranges.provides(choice.offered().module(), demand.what())))
                .map(demand -> new Decision(demand, shelf.findProviders(demand)))
                .min(Comparator.comparing((Decision decision) -> decision.modules() > 1)
                        .thenComparing(decision -> decision.reason().name())
                        .thenComparing(decision -> decision.reason().what().range()));
    }

    private boolean choose() {
        var decision = newest();
        while (!decision.isExhausted()) {
            if (++steps > MOST_STEPS) {
                throw Unresolvable.tooLong(path, MOST_STEPS);
            }
            var option = decision.nextOption();
            var clash = consistency.clash(option);
            if (clash.isEmpty()) {
                decision.choose(new Choice(decisions.size() - 1, option, decision.reason()));
                selection.choose(decision.choice());
                return true;
            }
            decision.reject(option, clash.get());
        }
        return false;
    }

    /** From a decision without options left to the latest choice that it blames. */
    private void goBack() {
        var exhausted = newest();
        if (firstExhausted == null) {
            firstExhausted = exhausted;
        }
        var blamed = (BitSet) exhausted.blamed().clone();
        if (blamed.isEmpty()) {
            throw Unresolvable.because(path, firstExhausted);
        }
        decisions.remove(decisions.size() - 1);
        while (decisions.size() > blamed.length()) {
            selection.takeBack(newest().choice());
            decisions.remove(decisions.size() - 1);
        }
        selection.takeBack(newest().choice());
        newest().blame(blamed);
    }

    private Decision newest() {
        return decisions.get(decisions.size() - 1);
    }
}
