package dev.milepost.delivery.facts;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The elements that are only in the first collection and those that are only in the second. Neither collection may
 * contain duplicates.
 */
record Difference<T>(List<T> removed, List<T> added) {

    static <T> Difference<T> of(Collection<T> before, Collection<T> after) {
        var removed = new LinkedHashSet<>(before);
        var added = after.stream().filter(it -> !removed.remove(it)).toList();
        return new Difference<>(List.copyOf(removed), added);
    }
}
