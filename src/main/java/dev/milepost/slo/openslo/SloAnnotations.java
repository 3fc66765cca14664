package dev.milepost.slo.openslo;

import com.google.re2j.Pattern;
import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.platform.documents.FaultCollector;
import java.util.Optional;
import java.util.Set;

/** The annotations by which documents set what OpenSLO has no field for. */
final class SloAnnotations {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    static final String OWNER = AnnotationNames.PREFIX + "owner";
    static final String RUNBOOK = AnnotationNames.PREFIX + "runbook-url";
    /** How a time slice without valid events counts: {@code bad} or {@code ignored}, which is the default. */
    static final String EMPTY_SLICES = AnnotationNames.PREFIX + "silence";
    /** The short window of an alert condition. The default is a twelfth of its lookback window in whole minutes. */
    static final String SHORT_WINDOW = AnnotationNames.PREFIX + "short-window";

    /** How long a rule keeps firing after its condition held last. The default is five minutes; 0m is none. */
    static final String KEEP_FIRING = AnnotationNames.PREFIX + "keep-firing-for";
    /** The fields of event data that a producer adds to those of the event type, separated by commas. */
    static final String FIELDS = AnnotationNames.PREFIX + "fields";

    static final String MIN_EVENTS = AnnotationNames.PREFIX + "min-events";
    static final String MIN_BAD = AnnotationNames.PREFIX + "min-bad";

    static final Set<String> OF_SLO = Set.of(OWNER, RUNBOOK, EMPTY_SLICES, FIELDS);
    static final Set<String> OF_CONDITION = Set.of(SHORT_WINDOW, KEEP_FIRING, MIN_EVENTS, MIN_BAD);

    private SloAnnotations() {}

    static DocumentNode of(DocumentNode document) {
        return document.member("metadata").member("annotations");
    }

    /** Adds faults for unknown annotations with the prefix of this service. */
    static void validate(DocumentNode document, Set<String> known, FaultCollector faults) {
        var annotations = of(document);
        annotations.value().fieldNames().forEachRemaining(name -> {
            if (name.startsWith(AnnotationNames.PREFIX) && !known.contains(name)) {
                faults.add(annotations.member(name).pointer(), "is not a known annotation");
            }
        });
    }

    /** Reads a whole number of at least 1. */
    static long count(DocumentNode document, String name, long otherwise, FaultCollector faults) {
        var annotation = of(document).member(name);
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
