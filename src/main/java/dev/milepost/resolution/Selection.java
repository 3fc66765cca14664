package dev.milepost.resolution;

import dev.milepost.manifests.TemplateModule.Capability;
import dev.milepost.resolution.Offer.Offered;
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

/** What is chosen so far, and what that demands. Choices are taken back in the opposite order. */
final class Selection {

    private final Map<String, Choice> chosen = new LinkedHashMap<>();
    private final Map<String, List<Demand>> demands = new HashMap<>();
    private final Map<String, List<Demand>> refusals = new HashMap<>();
    private final Map<String, List<Choice>> providers = new HashMap<>();
    private final List<Demand> capabilities = new ArrayList<>();
    private final SortedSet<String> missing = new TreeSet<>();

    /** Adds what the golden path itself demands. */
    void demand(Demand demand) {
        add(demand);
    }

    void choose(Choice choice) {
        var module = choice.offered().module();
        chosen.put(choice.name(), choice);
        missing.remove(choice.name());
        module.requires().forEach(what -> add(Demand.of(choice, what)));
        module.conflicts().forEach(what -> list(refusals, Demand.of(choice, what)));
        names(choice.offered())
                .forEach(name -> providers
                        .computeIfAbsent(name, any -> new ArrayList<>())
                        .add(choice));
    }

    /** Takes back the newest choice. */
    void takeBack(Choice choice) {
        var module = choice.offered().module();
        names(choice.offered()).forEach(name -> removeLast(providers.get(name)));
        module.conflicts()
                .forEach(what -> removeLast(refusals.get(Demand.of(choice, what).name())));
        module.requires().forEach(what -> remove(Demand.of(choice, what)));
        chosen.remove(choice.name());
        if (!demandsOn(choice.name()).isEmpty()) {
            missing.add(choice.name());
        }
    }

    Collection<Choice> choices() {
        return chosen.values();
    }

    @Nullable
    Choice find(String module) {
        return chosen.get(module);
    }

    /** What is demanded of a module, the earliest first. */
    List<Demand> demandsOn(String module) {
        return demands.getOrDefault(module, List.of());
    }

    /** What must not be there of a module or a capability, the earliest first. */
    List<Demand> refusalsOf(String name) {
        return refusals.getOrDefault(name, List.of());
    }

    /** The capabilities that are demanded, the earliest first. */
    List<Demand> capabilities() {
        return capabilities;
    }

    /** Those chosen that provide a capability in whatever version, the earliest first. */
    List<Choice> providersOf(String capability) {
        return providers.getOrDefault(capability, List.of());
    }

    /** The first by name of the modules that are demanded and not chosen. */
    Optional<String> firstMissing() {
        return missing.isEmpty() ? Optional.empty() : Optional.of(missing.first());
    }

    private void add(Demand demand) {
        if (!demand.isOfModule()) {
            capabilities.add(demand);
            return;
        }
        list(demands, demand);
        if (!chosen.containsKey(demand.name())) {
            missing.add(demand.name());
        }
    }

    private void remove(Demand demand) {
        if (!demand.isOfModule()) {
            removeLast(capabilities);
            return;
        }
        removeLast(demands.get(demand.name()));
        if (demandsOn(demand.name()).isEmpty()) {
            missing.remove(demand.name());
        }
    }

    private static void list(Map<String, List<Demand>> lists, Demand demand) {
        lists.computeIfAbsent(demand.name(), any -> new ArrayList<>()).add(demand);
    }

    private static List<String> names(Offered offered) {
        return offered.module().provides().stream()
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
