package dev.milepost.slo.attribution;

import dev.milepost.slo.counting.OutcomeLabels;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.Outcome;
import java.time.Instant;
import java.util.Collections;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many outcomes of one kind have the same labels.
 *
 * @param at the beginning of the stretch of time that they are in
 * @param minute in which they count; null where that does not matter
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
