package dev.milepost.slo.corrections;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A correction as it is answered.
 *
 * @param appliesTo slo or service
 * @param name of that
 * @param from of the first time, as {@code to}
 * @param occurrences how often it holds
 * @param endsAt the end of the last time
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
