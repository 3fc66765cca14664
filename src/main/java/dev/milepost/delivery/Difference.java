package dev.milepost.delivery;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** What was and is no more, and what is and was not. */
record Difference<T>(List<T> gone, List<T> come) {

    static <T> Difference<T> of(Collection<T> before, Collection<T> after) {
        var was = new HashSet<>(before);
        var is = new HashSet<>(after);
        return new Difference<>(
                before.stream().filter(it -> !is.contains(it)).toList(),
                after.stream().filter(it -> !was.contains(it)).toList());
    }
}
