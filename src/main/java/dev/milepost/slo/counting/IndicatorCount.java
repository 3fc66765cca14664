package dev.milepost.slo.counting;

import dev.milepost.slo.objectives.Indicator;
import dev.milepost.slo.objectives.ReadFields;
import dev.milepost.slo.objectives.SliEvent;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The counting of one indicator. SLOs with the same indicator share it.
 *
 * @param fields the fields of event data that are stored
 * @param onlyLabels the fields that only labels need; they are stored at the length of a label
 */
record IndicatorCount(int id, Indicator indicator, ReadFields fields, Set<String> onlyLabels) {

    /** The version of the counting rules. Changing it recounts every indicator. */
    private static final String RULES_VERSION = "counting/1 ";

    IndicatorCount(int id, Indicator indicator) {
        this(id, indicator, indicator.fields().and(OutcomeLabels.FIELDS), unread(indicator.fields()));
    }

    /** Returns the fields of labels of which the indicator reads no part. */
    private static Set<String> unread(ReadFields fields) {
        var unread = new TreeSet<>(OutcomeLabels.FIELDS);
        unread.removeIf(fields::reads);
        return Collections.unmodifiableSet(unread);
    }

    /** Returns the event reduced to the fields that are stored. */
    SliEvent kept(SliEvent event) {
        return event.with(OutcomeLabels.cut(fields.of(event.data()), onlyLabels));
    }

    /** Returns the count with another form of the same indicator. */
    IndicatorCount with(Indicator same) {
        return new IndicatorCount(id, same, fields, onlyLabels);
    }

    /** Returns a digest that is equal for indicators that produce the same outcomes. */
    static String digest(Indicator indicator) {
        return RULES_VERSION + UUID.nameUUIDFromBytes(indicator.canonicalText().getBytes(StandardCharsets.UTF_8));
    }

    static boolean hasCurrentRulesVersion(String digest) {
        return digest.startsWith(RULES_VERSION);
    }
}
