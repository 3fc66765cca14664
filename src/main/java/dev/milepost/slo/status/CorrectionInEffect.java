package dev.milepost.slo.status;

import dev.milepost.slo.corrections.ExcludedTime.Effect;
import java.time.Instant;
import java.util.UUID;

/**
 * A correction as an answer that heeds it tells of it.
 *
 * @param appliesTo slo or service
 * @param from when it first holds in the window
 * @param to when it last ends there, which may be later than the window
 * @param occurrences how often it holds there
 * @param good events that it took out, as {@code bad}; one that two corrections take out is with both
 */
record CorrectionInEffect(
        UUID id,
        String appliesTo,
        String reason,
        String addedBy,
        Instant from,
        Instant to,
        int occurrences,
        long good,
        long bad) {

    static CorrectionInEffect of(Effect effect) {
        var correction = effect.correction();
        return new CorrectionInEffect(
                correction.id(),
                correction.scope().kind().word(),
                correction.reason(),
                correction.added().by(),
                effect.span().from(),
                effect.span().to(),
                effect.occurrences(),
                effect.excluded().good(),
                effect.excluded().bad());
    }
}
