package dev.milepost.slo.status;

import dev.milepost.slo.corrections.ExcludedTime.Effect;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A correction that affects an SLO status, as the API returns it.
 *
 * @param appliesTo slo or service
 * @param from when its first occurrence in the window starts
 * @param to when its last occurrence in the window ends; this can be after the window. Null while the correction is open
 * @param occurrences the number of occurrences in the window
 * @param good the number of good events that it excluded, as {@code bad} of bad ones; an event that two corrections
 * exclude is counted for both
 */
record CorrectionInEffect(
        UUID id,
        String appliesTo,
        String category,
        String reason,
        String addedBy,
        Instant from,
        @Nullable Instant to,
        int occurrences,
        long good,
        long bad) {

    static CorrectionInEffect of(Effect effect) {
        var correction = effect.correction();
        return new CorrectionInEffect(
                correction.id(),
                correction.scope().kind().word(),
                correction.category().word(),
                correction.reason(),
                correction.added().by(),
                effect.span().from(),
                correction.schedule().isOpen() ? null : effect.span().to(),
                effect.occurrences(),
                effect.excluded().good(),
                effect.excluded().bad());
    }
}
