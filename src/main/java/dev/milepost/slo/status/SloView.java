package dev.milepost.slo.status;

import dev.milepost.slo.attribution.Contribution;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An SLO and how its objectives stand.
 *
 * @param version of its definition; 0 where it is the one that the service brings along
 * @param countedVersion by which the objectives were counted, and of which they are
 * @param recount null where the past has been counted by the version that holds
 * @param countedSince what happened before had been lost to the log when it was counted; null where nothing was
 * @param corrections that the objectives heed
 * @param contributors to what was bad in the window, by template version, team and step; null where one of many is told of
 * @param groups null where none were asked for
 */
record SloView(
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
        List<ObjectiveStatus> objectives,
        List<CorrectionInEffect> corrections,
        @Nullable Map<String, List<Contribution>> contributors,
        @Nullable List<GroupView> groups) {

    /**
     * Counting of the past that is not complete.
     *
     * @param readBackTo how far the log has been read, from now back; null where that has not begun
     */
    record Recount(int version, @Nullable Instant readBackTo) {}

    static SloView of(SloStatus status) {
        var slo = status.slo().slo();
        var description = slo.description();
        var progress = status.progress();
        return new SloView(
                slo.name(),
                description.displayName(),
                description.text(),
                description.service(),
                description.owner(),
                description.runbook(),
                status.slo().version(),
                status.countedVersion(),
                progress.complete() ? null : new Recount(status.slo().version(), progress.readBackTo()),
                progress.countedSince(),
                status.objectives().stream()
                        .map(evaluated -> ObjectiveStatus.of(evaluated.objective(), evaluated.evaluation()))
                        .toList(),
                status.corrections().stream().map(CorrectionInEffect::of).toList(),
                null,
                null);
    }

    /** With where it comes from, also in a sentence. */
    SloView withBreakdown(Map<String, List<Contribution>> from, @Nullable List<GroupView> by) {
        var sentence = Contribution.sentence(from);
        return new SloView(
                name,
                displayName,
                description,
                service,
                owner,
                runbookUrl,
                version,
                countedVersion,
                recount,
                countedSince,
                objectives.stream()
                        .map(answer -> answer.withExplanation(sentence))
                        .toList(),
                corrections,
                from,
                by);
    }
}
