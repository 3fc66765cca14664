package dev.milepost.counting;

import dev.milepost.objectives.Indicator;
import dev.milepost.objectives.Occurrence;
import dev.milepost.objectives.ReadFields;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Counting by one indicator, whoever asks for it.
 *
 * @param fields what is kept of the data of events
 */
record Reckoning(int id, Indicator indicator, ReadFields fields) {

    /** What events make of an indicator is another thing after this was changed: then all is counted anew. */
    private static final String RULES = "counting/1 ";

    Reckoning(int id, Indicator indicator) {
        this(id, indicator, indicator.fields().and(Labels.FIELDS));
    }

    /** An event without what the indicator does not read. */
    Occurrence kept(Occurrence event) {
        return event.with(fields.of(event.data()));
    }

    /** The same for whatever makes the same of events. */
    static String digest(Indicator indicator) {
        return RULES + UUID.nameUUIDFromBytes(indicator.text().getBytes(StandardCharsets.UTF_8));
    }

    static boolean isByRulesOfToday(String digest) {
        return digest.startsWith(RULES);
    }
}
