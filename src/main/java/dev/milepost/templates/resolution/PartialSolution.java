package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.ModuleManifest.Capability;
import dev.milepost.templates.resolution.AvailableModules.AvailableVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The choices so far and the constraints that they add. Choices are undone in reverse order. */
final class PartialSolution {

    private final Map<String, ChosenVersion> chosen = new LinkedHashMap<>();
    private final Map<String, List<Constraint>> constraints = new HashMap<>();
    private final Map<String, List<Constraint>> exclusions = new HashMap<>();
    private final Map<String, List<ChosenVersion>> providers = new HashMap<>();
    private final List<Constraint> capabilities = new ArrayList<>();
    private final SortedSet<String> missing = new TreeSet<>();

    /** Adds a constraint of the golden path itself. */
    void addConstraint(Constraint constraint) {
        add(constraint);
    }

    void choose(ChosenVersion choice) {
        var module = choice.offered().module();
        chosen.put(choice.name(), choice);
        missing.remove(choice.name());
        module.requires().forEach(selector -> add(Constraint.of(choice, selector)));
        module.conflicts().forEach(selector -> list(exclusions, Constraint.of(choice, selector)));
        names(choice.offered())
                .forEach(name -> providers
                        .computeIfAbsent(name, any -> new ArrayList<>())
                        .add(choice));
    }

    /** Undoes the newest choice. */
    void undo(ChosenVersion choice) {
        var module = choice.offered().module();
        names(choice.offered()).forEach(name -> removeLast(providers.get(name)));
        module.conflicts()
                .forEach(selector -> removeLast(
                        exclusions.get(Constraint.of(choice, selector).name())));
        module.requires().forEach(selector -> remove(Constraint.of(choice, selector)));
        chosen.remove(choice.name());
        if (!constraintsOn(choice.name()).isEmpty()) {
            missing.add(choice.name());
        }
    }

    Collection<ChosenVersion> choices() {
        return chosen.values();
    }

    @Nullable
    ChosenVersion find(String module) {
        return chosen.get(module);
    }

    /** Returns the constraints on a module, earliest first. */
    List<Constraint> constraintsOn(String module) {
        return constraints.getOrDefault(module, List.of());
    }

    /** Returns the exclusions of a module or capability, earliest first. */
    List<Constraint> exclusionsOf(String name) {
        return exclusions.getOrDefault(name, List.of());
    }

    /** Returns the required capabilities, earliest first. */
    List<Constraint> capabilities() {
        return capabilities;
    }

    /** Returns the choices that provide a capability in any version, earliest first. */
    List<ChosenVersion> providersOf(String capability) {
        return providers.getOrDefault(capability, List.of());
    }

    /** Returns the first required module by name that is not chosen yet. */
    Optional<String> firstMissing() {
        return missing.isEmpty() ? Optional.empty() : Optional.of(missing.first());
    }

    private void add(Constraint constraint) {
        if (!constraint.isOfModule()) {
            capabilities.add(constraint);
            return;
        }
        list(constraints, constraint);
        if (!chosen.containsKey(constraint.name())) {
            missing.add(constraint.name());
        }
    }

    private void remove(Constraint constraint) {
        if (!constraint.isOfModule()) {
            removeLast(capabilities);
            return;
        }
        removeLast(constraints.get(constraint.name()));
        if (constraintsOn(constraint.name()).isEmpty()) {
            missing.remove(constraint.name());
        }
    }

    private static void list(Map<String, List<Constraint>> lists, Constraint constraint) {
        lists.computeIfAbsent(constraint.name(), any -> new ArrayList<>()).add(constraint);
    }

    private static List<String> names(AvailableVersion available) {
        return available.module().provides().stream()
                .map(Capability::name)
                .distinct()
                .toList();
    }

    private static void removeLast(@Nullable List<?> list) {
        if (list != null) {
            list.remove(list.size() - 1);
        }
    }
}
