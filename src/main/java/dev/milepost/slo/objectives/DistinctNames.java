package dev.milepost.slo.objectives;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Makes names unique, so that they can identify things. */
final class DistinctNames {

    private DistinctNames() {}

    /** Returns the names in the same order. A name that is taken already gets the next free number. */
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
