package dev.milepost.counting;

import dev.milepost.objectives.Indicator;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Counting by one indicator, whoever asks for it. */
record Reckoning(int id, Indicator indicator) {

    /** What events make of an indicator is another thing after this was changed: then all is counted anew. */
    private static final String RULES = "counting/1 ";

    /** The same for whatever makes the same of events. */
    static String digest(Indicator indicator) {
        return RULES + UUID.nameUUIDFromBytes(indicator.text().getBytes(StandardCharsets.UTF_8));
    }

    static boolean isByRulesOfToday(String digest) {
        return digest.startsWith(RULES);
    }
}
