package dev.milepost.slo.status;

import dev.milepost.slo.corrections.ExcludedTime;
import dev.milepost.slo.counting.BadEvent;
import dev.milepost.slo.counting.SloCounts;
import dev.milepost.slo.objectives.CompositeSlices;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.Objective;
import dev.milepost.slo.objectives.Slo;
import dev.milepost.slo.objectives.TimeRange;
import dev.milepost.slo.objectives.TimeSlicing;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the bad events of an SLO are selected by.
 *
 * @param slo the definition that was counted by
 * @param silences the time slices that are bad because they have no events
 */
record BadEventSource(Slo slo, TimeRange window, ExcludedTime excluded, List<BadEvent> silences) {

    static BadEventSource of(SloCounts counts, ExcludedTime excluded, Instant at) {
        var slo = counts.countedDefinition().slo();
        var time = new EvaluationTime(at, counts.observedSince());
        var window = slo.window().endingAt(time.now());
        var corrected = excluded.of(counts.series());
        // Objectives can have slices of the same start; they are told once.
        var silences = new TreeMap<Instant, BadEvent>();
        slo.objectives().stream()
                .flatMap(objective -> silences(slo, objective, Evaluation.emptyRuns(slo, objective, corrected, time)))
                .forEach(silence -> silences.putIfAbsent(silence.at(), silence));
        return new BadEventSource(slo, window, excluded, List.copyOf(silences.values()));
    }

    /** Returns the source with the bad slices of a composite SLO. */
    BadEventSource withSlices(CompositeSlices slices) {
        var bad = new TreeMap<Instant, BadEvent>();
        for (var objective : slo.objectives()) {
            var target = objective.timeSlicing().flatMap(TimeSlicing::target);
            slices.badRuns(target, window, at -> !excluded.correctionsAt(at).isEmpty())
                    .forEach(run -> bad.putIfAbsent(run.range().from(), BadEvent.slices(slo.name(), run)));
        }
        return new BadEventSource(slo, window, excluded, List.copyOf(bad.values()));
    }

    private static Stream<BadEvent> silences(Slo slo, Objective objective, List<TimeRange> runs) {
        return objective.timeSlicing().stream()
                .flatMap(slices -> runs.stream().map(run -> BadEvent.silence(slo.name(), run, slices.window())));
    }
}
