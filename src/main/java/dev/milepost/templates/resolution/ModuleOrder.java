package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.ModuleManifest.Phase;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts chosen modules into the order in which they act: by phase, then dependencies before dependents, then by name.
 */
final class ModuleOrder {

    /** The choices by phase and name. Indexes into this list identify modules below. */
    private final List<ChosenVersion> choices;

    private final Map<String, Integer> places = new HashMap<>();

    /** By index: the indexes of all direct and transitive dependencies. */
    private final List<BitSet> needed = new ArrayList<>();

    private ModuleOrder(List<ChosenVersion> chosen, Cycles needs) {
        choices = chosen.stream()
                .sorted(Comparator.comparing((ChosenVersion choice) ->
                                choice.offered().module().phase())
                        .thenComparing(ChosenVersion::name))
                .toList();
        for (var choice : choices) {
            places.put(choice.name(), places.size());
        }
        for (var choice : choices) {
            var direct = new BitSet();
            needs.needed(choice.offered().module()).forEach(name -> direct.set(places.getOrDefault(name, 0)));
            needed.add(direct);
        }
    }

    /** @param chosen in the order in which they were chosen, without cycles */
    static List<ChosenVersion> of(List<ChosenVersion> chosen, Cycles needs) {
        var order = new ModuleOrder(chosen, needs);
        order.closeOver(chosen);
        return order.inOrder();
    }

    /**
     * Computes the transitive closure of the dependencies. Most dependencies were chosen after their dependents, so
     * iterating backwards mostly takes one round.
     */
    private void closeOver(List<ChosenVersion> chosen) {
        var grown = true;
        while (grown) {
            grown = false;
            for (int i = chosen.size() - 1; i >= 0; i--) {
                var all = needed.get(places.getOrDefault(chosen.get(i).name(), 0));
                var size = all.cardinality();
                var known = (BitSet) all.clone();
                for (int place = known.nextSetBit(0); place >= 0; place = known.nextSetBit(place + 1)) {
                    all.or(needed.get(place));
                }
                grown |= all.cardinality() > size;
            }
        }
    }

    private List<ChosenVersion> inOrder() {
        var ordered = new ArrayList<ChosenVersion>();
        for (var phase : Phase.values()) {
            var waiting = new BitSet();
            for (int place = 0; place < choices.size(); place++) {
                waiting.set(place, phaseOf(place) == phase);
            }
            while (!waiting.isEmpty()) {
                var next = firstReady(waiting);
                waiting.clear(next);
                ordered.add(choices.get(next));
            }
        }
        return ordered;
    }

    /**
     * Returns the first waiting module that depends on no other waiting module. Dependencies in later phases do not
     * count, since they act later in any case.
     */
    private int firstReady(BitSet waiting) {
        int place = waiting.nextSetBit(0);
        while (needed.get(place).intersects(waiting)) {
            place = waiting.nextSetBit(place + 1);
        }
        return place;
    }

    private Phase phaseOf(int place) {
        return choices.get(place).offered().module().phase();
    }
}
