package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.ModuleManifest.ModuleSelector;
import dev.milepost.templates.resolution.AvailableModules.AvailableVersion;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks whether a version is compatible with the chosen versions. */
final class ConflictCheck {

    private final PartialSolution solution;
    private final RangeMatcher matcher;
    private final Cycles cycles;

    ConflictCheck(PartialSolution solution, RangeMatcher matcher) {
        this.solution = solution;
        this.matcher = matcher;
        this.cycles = new Cycles(solution, matcher);
    }

    /** Returns the first conflict; among several of one kind, the one that arose first. */
    Optional<Conflict> findConflict(AvailableVersion option) {
        return otherVersionChosen(option)
                .or(() -> outOfRange(option))
                .or(() -> needsAnotherVersion(option))
                .or(() -> refused(option))
                .or(() -> refuses(option))
                .or(() -> cycles.findCycle(option));
    }

    private Optional<Conflict> otherVersionChosen(AvailableVersion option) {
        var chosen = solution.find(option.module().name());
        return chosen == null
                ? Optional.empty()
                : Optional.of(Conflict.between(chosen, List.of(), () -> chosen.reasonChain() + " is already chosen"));
    }

    private Optional<Conflict> outOfRange(AvailableVersion option) {
        return solution.constraintsOn(option.module().name()).stream()
                .filter(constraint -> !matcher.matches(
                        constraint.selector().range(), option.module().version()))
                .findFirst()
                .map(constraint -> Conflict.between(
                        constraint.requiredBy(), List.of(constraint), () -> constraint.describe() + " is required"));
    }

    private Optional<Conflict> needsAnotherVersion(AvailableVersion option) {
        for (var selector : option.module().requires()) {
            var chosen = selector.module() == null ? null : solution.find(selector.module());
            if (chosen != null && !matcher.matches(selector.range(), chosen.version())) {
                return Optional.of(Conflict.between(
                        chosen,
                        List.of(chosen.reason()),
                        () -> "it requires '%s' %s, but %s is chosen"
                                .formatted(selector.module(), selector.range(), chosen.reasonChain())));
            }
        }
        return Optional.empty();
    }

    private Optional<Conflict> refused(AvailableVersion option) {
        var module = option.module();
        return Stream.concat(
                        Stream.of(module.name()), module.provides().stream().map(capability -> capability.name()))
                .distinct()
                .flatMap(name -> solution.exclusionsOf(name).stream())
                .filter(refusal -> means(refusal.selector(), module))
                .findFirst()
                .map(Constraint::requiredBy)
                .map(by -> by == null
                        ? Conflict.between(null, List.of(), () -> "the golden path excludes it")
                        : Conflict.between(by, List.of(by.reason()), () -> "it conflicts with " + by.reasonChain()));
    }

    private Optional<Conflict> refuses(AvailableVersion option) {
        for (var conflict : option.module().conflicts()) {
            var met = candidates(conflict).filter(met(conflict, option)).findFirst();
            if (met.isPresent()) {
                var other = met.get();
                return Optional.of(Conflict.between(
                        other, List.of(other.reason()), () -> "it conflicts with " + other.reasonChain()));
            }
        }
        return Optional.empty();
    }

    private Stream<ChosenVersion> candidates(ModuleSelector conflict) {
        return conflict.module() == null
                ? solution.providersOf(String.valueOf(conflict.capability())).stream()
                : Stream.ofNullable(solution.find(conflict.module()));
    }

    private Predicate<ChosenVersion> met(ModuleSelector conflict, AvailableVersion option) {
        return choice -> !choice.name().equals(option.module().name())
                && means(conflict, choice.offered().module());
    }

    /** Whether a declared conflict applies to a module. A module does not conflict with itself. */
    private boolean means(ModuleSelector conflict, ModuleManifest module) {
        return conflict.module() != null
                ? conflict.module().equals(module.name())
                        && matcher.matchesWithPreReleases(conflict.range(), module.version())
                : module.provides().stream()
                        .anyMatch(capability -> capability.name().equals(conflict.capability())
                                && matcher.matchesWithPreReleases(conflict.range(), capability.version()));
    }

    /**
     * The reason why a version cannot be chosen.
     *
     * @param blamed the levels of the choices that rule the version out
     * @param constraints the constraints that the version violates, if they are the reason
     * @param text a message for people, computed when it is read
     */
    record Conflict(BitSet blamed, List<Constraint> constraints, Supplier<String> text) {

        static Conflict between(@Nullable ChosenVersion choice, List<Constraint> constraints, Supplier<String> text) {
            return new Conflict(levelOf(choice), constraints, text);
        }

        static BitSet levelOf(@Nullable ChosenVersion choice) {
            var level = new BitSet();
            if (choice != null) {
                level.set(choice.level());
            }
            return level;
        }
    }
}
