package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.resolution.AvailableModules.AvailableVersion;
import dev.milepost.templates.resolution.ConflictCheck.Conflict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds dependency cycles among the chosen modules. A module depends on the modules that it lists, and on all providers
 * of a required capability unless it provides the capability itself.
 */
final class Cycles {

    private final PartialSolution solution;
    private final RangeMatcher matcher;

    Cycles(PartialSolution solution, RangeMatcher matcher) {
        this.solution = solution;
        this.matcher = matcher;
    }

    /**
     * Returns the conflict with the modules through which a version would depend on itself. Searches upwards from the
     * modules that depend on it.
     */
    Optional<Conflict> findCycle(AvailableVersion option) {
        var module = option.module();
        var needed = needed(module);
        if (needed.contains(module.name())) {
            return Optional.of(conflict(module.name(), List.of()));
        }
        Map<String, String> needs = new HashMap<>();
        var open = new ArrayDeque<>(needed.isEmpty() ? List.of() : List.of(module));
        while (!open.isEmpty()) {
            var at = open.remove();
            for (var by : needing(at)) {
                if (needs.putIfAbsent(by.name(), at.name()) == null) {
                    open.add(by.offered().module());
                }
                if (needed.contains(by.name())) {
                    return Optional.of(conflict(module.name(), path(by.name(), module.name(), needs)));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the names of the chosen modules that a module depends on, and its own name if it lists itself. */
    Set<String> needed(ModuleManifest module) {
        var names = new LinkedHashSet<String>();
        for (var selector : module.requires()) {
            if (selector.module() == null) {
                if (!matcher.provides(module, selector)) {
                    solution.providersOf(Objects.requireNonNull(selector.capability())).stream()
                            .filter(choice -> matcher.provides(choice.offered().module(), selector))
                            .forEach(choice -> names.add(choice.name()));
                }
            } else if (selector.module().equals(module.name()) || solution.find(selector.module()) != null) {
                names.add(selector.module());
            }
        }
        return names;
    }

    private List<ChosenVersion> needing(ModuleManifest module) {
        var choices = new ArrayList<ChosenVersion>();
        for (var constraint : solution.constraintsOn(module.name())) {
            add(choices, constraint);
        }
        if (!module.provides().isEmpty()) {
            for (var constraint : solution.capabilities()) {
                if (matcher.provides(module, constraint.selector())) {
                    add(choices, constraint);
                }
            }
        }
        return choices;
    }

    private void add(List<ChosenVersion> choices, Constraint constraint) {
        var by = constraint.requiredBy();
        if (by != null
                && (constraint.isOfModule() || !matcher.provides(by.offered().module(), constraint.selector()))) {
            choices.add(by);
        }
    }

    private static List<String> path(String from, String to, Map<String, String> needs) {
        var names = new ArrayList<String>();
        for (var name = from; !name.equals(to); name = Objects.requireNonNull(needs.get(name))) {
            names.add(name);
        }
        return names;
    }

    private Conflict conflict(String name, List<String> between) {
        var blamed = new BitSet();
        var constraints = new ArrayList<Constraint>();
        for (var other : between) {
            var choice = Objects.requireNonNull(solution.find(other));
            blamed.set(choice.level());
            constraints.add(choice.reason());
        }
        var cycle = new ArrayList<>(between);
        cycle.add(0, name);
        cycle.add(name);
        return new Conflict(blamed, constraints, () -> "it would depend on itself: " + String.join(" → ", cycle));
    }
}
