package dev.milepost.openslo;

import com.google.re2j.Pattern;
import dev.milepost.entities.Annotations;
import java.util.Optional;
import java.util.Set;

/** What OpenSLO has no field for and Milepost reads from annotations. */
final class SloAnnotations {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    static final String OWNER = Annotations.PREFIX + "owner";
    static final String RUNBOOK = Annotations.PREFIX + "runbook-url";
    /** What a time slice without a valid event is: {@code bad}, or {@code ignored} where nothing is said. */
    static final String SILENCE = Annotations.PREFIX + "silence";
    /** Of an alert condition; a twelfth of its lookback window, in whole minutes, where nothing is said. */
    static final String SHORT_WINDOW = Annotations.PREFIX + "short-window";

    static final String MIN_EVENTS = Annotations.PREFIX + "min-events";
    static final String MIN_BAD = Annotations.PREFIX + "min-bad";

    static final Set<String> OF_SLO = Set.of(OWNER, RUNBOOK, SILENCE);
    static final Set<String> OF_CONDITION = Set.of(SHORT_WINDOW, MIN_EVENTS, MIN_BAD);

    private SloAnnotations() {}

    static Place of(Place document) {
        return document.of("metadata").of("annotations");
    }

    /** Tells of annotations with our prefix that nobody reads. */
    static void judge(Place document, Set<String> known, Faults faults) {
        var annotations = of(document);
        annotations.value().fieldNames().forEachRemaining(name -> {
            if (name.startsWith(Annotations.PREFIX) && !known.contains(name)) {
                faults.add(annotations.of(name).pointer(), "is no annotation that is read here");
            }
        });
    }

    /** A whole number of at least 1. */
    static long count(Place document, String name, long otherwise, Faults faults) {
        var annotation = of(document).of(name);
        Optional<String> text = annotation.optional();
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!NUMBER.matches(text.get())) {
            faults.add(annotation.pointer(), "must be a whole number of at least 1, in quotes");
            return otherwise;
        }
        return Long.parseLong(text.get());
    }
}
