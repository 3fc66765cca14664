package dev.milepost.slo.counting;

import dev.milepost.slo.objectives.Indicator;
import dev.milepost.slo.objectives.ReadFields;
import dev.milepost.slo.objectives.SliEvent;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The counting of one indicator. SLOs with the same indicator share it.
 *
 * @param fields the fields of event data that are stored
 */
record IndicatorCount(int id, Indicator indicator, ReadFields fields) {

    /** The version of the counting rules. Changing it recounts every indicator. */
    private static final String RULES_VERSION = "counting/1 ";

    IndicatorCount(int id, Indicator indicator) {
        this(id, indicator, indicator.fields().and(OutcomeLabels.FIELDS));
    }

    /** Returns the event reduced to the fields that are stored. */
    SliEvent kept(SliEvent event) {
        return event.with(fields.of(event.data()));
    }

    /** Returns a digest that is equal for indicators that produce the same outcomes. */
    static String digest(Indicator indicator) {
        return RULES_VERSION + UUID.nameUUIDFromBytes(indicator.canonicalText().getBytes(StandardCharsets.UTF_8));
    }

    static boolean hasCurrentRulesVersion(String digest) {
        return digest.startsWith(RULES_VERSION);
    }
}
