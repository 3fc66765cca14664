package dev.milepost.resolution;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Chosen modules in the order in which they act: by phase, then what is needed before what needs it, then by name. */
final class ActingOrder {

    /** By phase and name; a place in this list stands for a module. */
    private final List<Choice> choices;

    private final Map<String, Integer> places = new HashMap<>();

    /** By place, the places of all that a module needs, directly or through others. */
    private final List<BitSet> needed = new ArrayList<>();

    private ActingOrder(List<Choice> chosen, Cycles needs) {
        choices = chosen.stream()
                .sorted(Comparator.comparing(
                                (Choice choice) -> choice.offered().module().phase())
                        .thenComparing(Choice::name))
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

    /** @param chosen in the order in which they were chosen, free of cycles */
    static List<Choice> of(List<Choice> chosen, Cycles needs) {
        var order = new ActingOrder(chosen, needs);
        order.closeOver(chosen);
        return order.inOrder();
    }

    /** What is needed was mostly chosen later, so that going backwards one round is mostly enough. */
    private void closeOver(List<Choice> chosen) {
        var grown = true;
        while (grown) {
            grown = false;
            for (int i = chosen.size() - 1; i >= 0; i--) {
                var all = needed.get(places.getOrDefault(chosen.get(i).name(), 0));
                var size = all.cardinality();
                var direct = (BitSet) all.clone();
                direct.stream().forEach(place -> all.or(needed.get(place)));
                grown |= all.cardinality() > size;
            }
        }
    }

    private List<Choice> inOrder() {
        var ordered = new ArrayList<Choice>();
        var left = new ArrayList<Integer>(places.values().stream().sorted().toList());
        var waiting = new BitSet();
        left.forEach(waiting::set);
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(place -> isReady(place, waiting))
                    .findFirst()
                    .orElseThrow();
            left.remove(next);
            waiting.clear(next);
            ordered.add(choices.get(next));
        }
        return ordered;
    }

    /** Whether nothing of the same phase that it needs is waiting; earlier phases act anyway, later ones never do. */
    private boolean isReady(int place, BitSet waiting) {
        return needed.get(place).stream()
                .noneMatch(other -> waiting.get(other) && phase(other).equals(phase(place)));
    }

    private Object phase(int place) {
        return choices.get(place).offered().module().phase();
    }
}
