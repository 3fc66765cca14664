package dev.milepost.resolution;

import dev.milepost.manifests.TemplateModule;
import dev.milepost.resolution.Offer.Offered;
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
 * Who needs whom among the chosen: a module those that it names, and for a capability all that provide it, unless it
 * provides it itself.
 */
final class Cycles {

    private final Selection selection;
    private final Ranges ranges;

    Cycles(Selection selection, Ranges ranges) {
        this.selection = selection;
        this.ranges = ranges;
    }

    /** The clash with those through which a version would need itself; looked for from those that need it upwards. */
    Optional<Clash> closedBy(Offered option) {
        var module = option.module();
        var needed = needed(module);
        if (needed.contains(module.name())) {
            return Optional.of(clash(module.name(), List.of()));
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
                    return Optional.of(clash(module.name(), way(by.name(), module.name(), needs)));
                }
            }
        }
        return Optional.empty();
    }

    /** The names of those chosen that a module needs, and its own where it names itself. */
    Set<String> needed(TemplateModule module) {
        var names = new LinkedHashSet<String>();
        for (var what : module.requires()) {
            if (what.module() == null) {
                if (!ranges.provides(module, what)) {
                    selection.providersOf(Objects.requireNonNull(what.capability())).stream()
                            .filter(choice -> ranges.provides(choice.offered().module(), what))
                            .forEach(choice -> names.add(choice.name()));
                }
            } else if (what.module().equals(module.name()) || selection.find(what.module()) != null) {
                names.add(what.module());
            }
        }
        return names;
    }

    private List<Choice> needing(TemplateModule module) {
        var choices = new ArrayList<Choice>();
        for (var demand : selection.demandsOn(module.name())) {
            add(choices, demand);
        }
        if (!module.provides().isEmpty()) {
            for (var demand : selection.capabilities()) {
                if (ranges.provides(module, demand.what())) {
                    add(choices, demand);
                }
            }
        }
        return choices;
    }

    private void add(List<Choice> choices, Demand demand) {
        var by = demand.by();
        if (by != null && (demand.isOfModule() || !ranges.provides(by.offered().module(), demand.what()))) {
            choices.add(by);
        }
    }

    private static List<String> way(String from, String to, Map<String, String> needs) {
        var way = new ArrayList<String>();
        for (var name = from; !name.equals(to); name = Objects.requireNonNull(needs.get(name))) {
            way.add(name);
        }
        return way;
    }

    private Clash clash(String name, List<String> between) {
        var blamed = new BitSet();
        var demands = new ArrayList<Demand>();
        for (var other : between) {
            var choice = Objects.requireNonNull(selection.find(other));
            blamed.set(choice.level());
            demands.add(choice.reason());
        }
        var way = new ArrayList<>(between);
        way.add(0, name);
        way.add(name);
        return new Clash(blamed, demands, () -> "it would need itself: " + String.join(" → ", way));
    }
}
