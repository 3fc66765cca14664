package dev.milepost.upgrades.merging;

import dev.milepost.upgrades.merging.KeyedValue.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The entry of the service next to which a new entry is inserted, as close as possible to its position in the template.
 *
 * @param before whether the new entry is inserted before it
 */
record InsertionPoint(Entry entry, boolean before) {

    /** Returns empty if the service has no entries there. */
    static Optional<InsertionPoint> of(KeyMerge.EntryChange change) {
        var theirs = change.theirs();
        var keys = new ArrayList<>(change.target().keySet());
        int place = keys.indexOf(change.key());
        var earlier = new ArrayList<>(keys.subList(0, place));
        Collections.reverse(earlier);
        return earlier.stream()
                .flatMap(key -> Stream.ofNullable(theirs.get(key)))
                .findFirst()
                .map(entry -> new InsertionPoint(entry, false))
                .or(() -> keys.stream()
                        .skip(place + 1L)
                        .flatMap(key -> Stream.ofNullable(theirs.get(key)))
                        .findFirst()
                        .map(entry -> new InsertionPoint(entry, true)))
                .or(() -> theirs.values().stream()
                        .reduce((first, second) -> second)
                        .map(entry -> new InsertionPoint(entry, false)));
    }
}
