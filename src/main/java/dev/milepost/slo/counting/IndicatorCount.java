package dev.milepost.slo.counting;

import dev.milepost.slo.objectives.Indicator;
import dev.milepost.slo.objectives.ReadFields;
import dev.milepost.slo.objectives.SliEvent;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Counting by one indicator, whoever asks for it.
 *
 * @param fields what is kept of the data of events
 */
record IndicatorCount(int id, Indicator indicator, ReadFields fields) {

    /** What events make of an indicator is another thing after this was changed: then all is counted anew. */
    private static final String RULES_VERSION = "counting/1 ";

    IndicatorCount(int id, Indicator indicator) {
        this(id, indicator, indicator.fields().and(OutcomeLabels.FIELDS));
    }

    /** An event without what the indicator does not read. */
    SliEvent kept(SliEvent event) {
        return event.with(fields.of(event.data()));
    }

    /** The same for whatever makes the same of events. */
    static String digest(Indicator indicator) {
        return RULES_VERSION + UUID.nameUUIDFromBytes(indicator.canonicalText().getBytes(StandardCharsets.UTF_8));
    }

    static boolean hasCurrentRulesVersion(String digest) {
        return digest.startsWith(RULES_VERSION);
    }
}
