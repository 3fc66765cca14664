package dev.milepost.slo.corrections;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A correction as the API returns it.
 *
 * @param appliesTo slo or service
 * @param name the name of the SLO or service
 * @param from the start of the first occurrence; {@code to} is its end
 * @param occurrences the number of occurrences
 * @param endsAt the end of the last occurrence
 */
record CorrectionView(
        UUID id,
        String appliesTo,
        String name,
        String reason,
        Instant from,
        Instant to,
        @Nullable String rrule,
        @Nullable String timeZone,
        int occurrences,
        Instant endsAt,
        String addedBy,
        Instant addedAt,
        @Nullable String revokedBy,
        @Nullable Instant revokedAt) {

    static CorrectionView of(Correction correction) {
        var schedule = correction.schedule();
        var recurrence = schedule.recurrence();
        var revocation = correction.revoked();
        return new CorrectionView(
                correction.id(),
                correction.scope().kind().word(),
                correction.scope().name(),
                correction.reason(),
                schedule.first().from(),
                schedule.first().to(),
                recurrence == null ? null : recurrence.rule(),
                recurrence == null ? null : recurrence.zone().getId(),
                schedule.ranges().size(),
                schedule.end(),
                correction.added().by(),
                correction.added().at(),
                revocation == null ? null : revocation.by(),
                revocation == null ? null : revocation.at());
    }
}
