package dev.milepost.slo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SLO and how its objectives stand.
 *
 * @param version of its definition; 0 where it is the one that the service brings along
 * @param countedVersion by which the objectives were counted, and of which they are
 * @param recount null where the past has been counted by the version that holds
 * @param countedSince what happened before had been lost to the log when it was counted; null where nothing was
 */
record SloAnswer(
        String name,
        String displayName,
        String description,
        String service,
        @Nullable String owner,
        @Nullable String runbookUrl,
        int version,
        int countedVersion,
        @Nullable Recount recount,
        @Nullable Instant countedSince,
        List<Answer> objectives) {

    /**
     * Counting of the past that is not complete.
     *
     * @param readBackTo how far the log has been read, from now back; null where that has not begun
     */
    record Recount(int version, @Nullable Instant readBackTo) {}

    static SloAnswer of(Standing standing) {
        var slo = standing.slo().slo();
        var description = slo.description();
        var progress = standing.progress();
        return new SloAnswer(
                slo.name(),
                description.displayName(),
                description.text(),
                description.service(),
                description.owner(),
                description.runbook(),
                standing.slo().version(),
                standing.countedVersion(),
                progress.complete() ? null : new Recount(standing.slo().version(), progress.readBackTo()),
                progress.countedSince(),
                standing.objectives().stream()
                        .map(one -> Answer.of(one.objective(), one.evaluation()))
                        .toList());
    }
}
