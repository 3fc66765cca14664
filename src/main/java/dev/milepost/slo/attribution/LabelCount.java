package dev.milepost.slo.attribution;

import dev.milepost.slo.counting.OutcomeLabels;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.Outcome;
import java.time.Instant;
import java.util.Collections;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The number of outcomes of one kind with the same labels.
 *
 * @param at the start of the part of the window that they are in
 * @param minute the minute in which they are counted; null if it does not matter
 */
public record LabelCount(
        OutcomeLabels labels, Instant at, @Nullable Instant minute, Outcome.Kind kind, String reason, long count) {

    Counts counts() {
        return switch (kind) {
            case GOOD -> Counts.of(count, 0);
            case BAD -> Counts.of(0, count);
            default -> new Counts(0, 0, new TreeMap<>(Collections.singletonMap(reason, count)));
        };
    }

    LabelCount withTeam(@Nullable String team) {
        return new LabelCount(
                new OutcomeLabels(labels.template(), labels.templateVersion(), team, labels.service(), labels.step()),
                at,
                minute,
                kind,
                reason,
                count);
    }
}
