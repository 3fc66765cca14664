package dev.milepost.slo.status;

import dev.milepost.slo.corrections.ExcludedTime;
import dev.milepost.slo.counting.SloCounts;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.Objective;
import dev.milepost.slo.objectives.ObjectiveState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of an SLO at past times, newest first. Each point covers the window at that time and uses all events known
 * today.
 */
record SloHistory(String name, List<Point> points) {

    record Point(Instant at, List<ObjectivePoint> objectives) {}

    /** @param uncorrected the same point without corrections; null if no correction applies */
    record ObjectivePoint(
            String displayName,
            BigDecimal valid,
            BigDecimal good,
            BigDecimal bad,
            @Nullable BigDecimal sli,
            ObjectiveState state,
            @Nullable BigDecimal remainingRatio,
            @Nullable Uncorrected uncorrected) {

        static ObjectivePoint of(Evaluation evaluation, @Nullable Uncorrected uncorrected) {
            return new ObjectivePoint(
                    evaluation.objective().displayName(),
                    evaluation.measure().valid(),
                    evaluation.measure().good(),
                    evaluation.measure().bad(),
                    evaluation.sli(),
                    evaluation.state(),
                    evaluation.budget().remainingRatio(),
                    uncorrected);
        }
    }

    record Uncorrected(
            BigDecimal valid,
            BigDecimal good,
            BigDecimal bad,
            @Nullable BigDecimal sli,
            ObjectiveState state,
            @Nullable BigDecimal remainingRatio) {

        static Uncorrected of(Evaluation evaluation) {
            return new Uncorrected(
                    evaluation.measure().valid(),
                    evaluation.measure().good(),
                    evaluation.measure().bad(),
                    evaluation.sli(),
                    evaluation.state(),
                    evaluation.budget().remainingRatio());
        }
    }

    /**
     * The counts and corrections that a history is computed from.
     *
     * @param clock the exact time of the request; the current minute is not complete
     */
    record HistorySource(SloCounts counts, ExcludedTime excluded, Instant clock) {

        Point at(CountSeries corrected, Instant at) {
            var time = new EvaluationTime(at.isAfter(clock) ? clock : at, counts.observedSince());
            return new Point(
                    at,
                    counts.countedDefinition().slo().objectives().stream()
                            .map(objective -> point(objective, corrected, time))
                            .toList());
        }

        private ObjectivePoint point(Objective objective, CountSeries corrected, EvaluationTime time) {
            var evaluation = Evaluation.of(counts.countedDefinition().slo(), objective, corrected, time);
            return ObjectivePoint.of(
                    evaluation,
                    excluded.overlaps(evaluation.window())
                            ? Uncorrected.of(
                                    Evaluation.of(counts.countedDefinition().slo(), objective, counts.series(), time))
                            : null);
        }
    }

    static SloHistory of(HistorySource counted, List<Instant> times) {
        var corrected = counted.excluded().of(counted.counts().series());
        return new SloHistory(
                counted.counts().slo().name(),
                times.stream().map(at -> counted.at(corrected, at)).toList());
    }
}
