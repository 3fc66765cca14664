package dev.milepost.slo.status;

import dev.milepost.slo.attribution.Contribution;
import dev.milepost.slo.corrections.ExcludedTime.Effect;
import dev.milepost.slo.counting.SloCounts.Suspension;
import dev.milepost.slo.definitions.DisabledSlos.Disabled;
import dev.milepost.slo.objectives.EventFlow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An SLO with the status of its objectives, as the API returns it.
 *
 * @param version the version of its definition; 0 for a built-in one
 * @param countedVersion the version that was counted by and that the objectives belong to
 * @param recount null if the log has been counted by the current version
 * @param suspended null unless new events are not counted
 * @param countedSince the log had lost earlier events when it was counted; null if it had lost none
 * @param disabled null unless it raises no alerts and decides no releases
 * @param data whether its events still come
 * @param warnings what a reader of the numbers must know, in sentences
 * @param corrections the corrections that the objectives take into account
 * @param contributors the contributors to the bad events in the window, by template version, team, service and step; null in a
 * list of SLOs
 * @param groups null if none were requested
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
        @Nullable Suspended suspended,
        @Nullable Instant countedSince,
        @Nullable Disabled disabled,
        EventData data,
        List<String> warnings,
        List<ObjectiveView> objectives,
        List<CorrectionInEffect> corrections,
        @Nullable Map<String, List<Contribution>> contributors,
        @Nullable List<GroupView> groups) {

    /**
     * A backfill that is not complete.
     *
     * @param readBackTo how far back from now the log has been read; null if reading has not started
     */
    record Recount(int version, @Nullable Instant readBackTo) {}

    /**
     * New events are not counted.
     *
     * @param resumeAt the earliest time from which on they are counted again
     */
    record Suspended(Instant since, Instant resumeAt, String reason) {

        static final String REASON =
                "The filters take too long for new events. Simplify them; a changed definition is counted anew.";

        static @Nullable Suspended of(@Nullable Suspension suspension) {
            return suspension == null ? null : new Suspended(suspension.since(), suspension.resumeAt(), REASON);
        }
    }

    /**
     * Whether the events of the indicator still come.
     *
     * @param lastEventAt the start of the minute of the last event; null if none has come
     * @param typicalIntervalSeconds the median interval between minutes with events; null without a rhythm
     * @param expectedWithinSeconds the longest silence that is expected; null without a rhythm
     * @param missingSince from when on an event has been overdue; null if none is
     */
    record EventData(
            @Nullable Instant lastEventAt,
            @Nullable Long typicalIntervalSeconds,
            @Nullable Long expectedWithinSeconds,
            @Nullable Instant missingSince) {

        static EventData of(EventFlow flow) {
            var rhythm = flow.rhythm();
            return new EventData(
                    flow.lastEventAt(),
                    rhythm == null ? null : rhythm.typical().toSeconds(),
                    rhythm == null ? null : rhythm.tolerated().toSeconds(),
                    flow.missingSince());
        }
    }

    private static List<String> warnings(SloStatus status) {
        var flow = status.flow();
        var warnings = new ArrayList<String>();
        var types = new TreeSet<>(status.slo().slo().indicator().types());
        status.missingParts()
                .forEach(part -> warnings.add("The part %s does not exist. The others are counted.".formatted(part)));
        if (flow.lastEventAt() == null) {
            warnings.add(
                    types.isEmpty()
                            ? "None of the parts had an event in a complete time slice."
                            : "No event has come that this objective counts: %s.".formatted(String.join(", ", types)));
        } else if (flow.missingSince() != null) {
            warnings.add("The last event came at %s. The next one was expected by %s."
                    .formatted(flow.lastEventAt(), flow.missingSince()));
        }
        status.corrections().stream()
                .map(Effect::correction)
                .filter(correction -> correction.schedule().isOpen())
                .forEach(correction ->
                        warnings.add("Nothing has counted since %s: correction %s is open until it is closed."
                                .formatted(correction.schedule().first().from(), correction.id())));
        return warnings;
    }

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
                Suspended.of(progress.suspension()),
                progress.countedSince(),
                status.disabled(),
                EventData.of(status.flow()),
                warnings(status),
                status.objectives().stream().map(ObjectiveView::of).toList(),
                status.corrections().stream().map(CorrectionInEffect::of).toList(),
                null,
                null);
    }

    /** Returns the view with contributors and groups, and a sentence about them added to the explanation. */
    SloView withBreakdown(Map<String, List<Contribution>> from, @Nullable List<GroupView> by, String sentence) {
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
                suspended,
                countedSince,
                disabled,
                data,
                warnings,
                objectives.stream()
                        .map(answer -> answer.withExplanation(sentence))
                        .toList(),
                corrections,
                from,
                by);
    }
}
