package dev.milepost.slo.objectives;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Names of which no two are the same, for what tells things apart by them. */
final class DistinctNames {

    private DistinctNames() {}

    /** In the same order; what a name before has taken gets the next number that is free. */
    static List<String> of(List<String> names) {
        var taken = new HashSet<String>();
        var distinct = new ArrayList<String>();
        for (var name : names) {
            var free = name;
            for (int number = 2; !taken.add(free); number++) {
                free = name + " (" + number + ")";
            }
            distinct.add(free);
        }
        return distinct;
    }
}
