package dev.milepost.slo.corrections;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A correction as the API returns it.
 *
 * @param appliesTo slo or service
 * @param name the name of the SLO or service
 * @param from the start of the first occurrence; {@code to} is its end, null while the correction is open
 * @param occurrences the number of occurrences
 * @param endsAt the end of the last occurrence; null while the correction is open
 */
record CorrectionView(
        UUID id,
        String appliesTo,
        String name,
        String category,
        String reason,
        Instant from,
        @Nullable Instant to,
        @Nullable String rrule,
        @Nullable String timeZone,
        int occurrences,
        @Nullable Instant endsAt,
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
                correction.category().word(),
                correction.reason(),
                schedule.first().from(),
                schedule.isOpen() ? null : schedule.first().to(),
                recurrence == null ? null : recurrence.rule(),
                recurrence == null ? null : recurrence.zone().getId(),
                schedule.ranges().size(),
                schedule.isOpen() ? null : schedule.end(),
                correction.added().by(),
                correction.added().at(),
                revocation == null ? null : revocation.by(),
                revocation == null ? null : revocation.at());
    }
}
