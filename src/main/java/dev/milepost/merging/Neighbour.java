package dev.milepost.merging;

import dev.milepost.merging.KeyedValue.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An entry of the service that a new one goes beside, as near to where it stands in the template as can be.
 *
 * @param before whether the new one goes before it
 */
record Neighbour(Entry entry, boolean before) {

    /** Empty where the service has no entries there. */
    static Optional<Neighbour> of(KeyMerge.Change change) {
        var theirs = change.theirs();
        var keys = new ArrayList<>(change.target().keySet());
        int place = keys.indexOf(change.key());
        var earlier = new ArrayList<>(keys.subList(0, place));
        Collections.reverse(earlier);
        return earlier.stream()
                .flatMap(key -> Stream.ofNullable(theirs.get(key)))
                .findFirst()
                .map(entry -> new Neighbour(entry, false))
                .or(() -> keys.stream()
                        .skip(place + 1L)
                        .flatMap(key -> Stream.ofNullable(theirs.get(key)))
                        .findFirst()
                        .map(entry -> new Neighbour(entry, true)))
                .or(() -> theirs.values().stream()
                        .reduce((first, second) -> second)
                        .map(entry -> new Neighbour(entry, false)));
    }
}
