package dev.milepost.slo;

import dev.milepost.corrections.CorrectedTime;
import dev.milepost.counting.CountedSlo;
import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.Moment;
import dev.milepost.objectives.Objective;
import dev.milepost.objectives.Series;
import dev.milepost.objectives.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an SLO stood, each time over the window that there was then, by all that is known today. Newest first. */
record SloHistory(String name, List<Point> points) {

    record Point(Instant at, List<Standing> objectives) {}

    /** @param uncorrected the same as if nothing had been corrected; null where nothing was */
    record Standing(
            String displayName,
            BigDecimal valid,
            BigDecimal good,
            BigDecimal bad,
            @Nullable BigDecimal sli,
            State state,
            @Nullable BigDecimal remainingRatio,
            @Nullable Uncorrected uncorrected) {

        static Standing of(Objective objective, Evaluation evaluation, @Nullable Uncorrected uncorrected) {
            return new Standing(
                    objective.displayName(),
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
            State state,
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

    /** What it is told from. */
    record Counted(CountedSlo slo, CorrectedTime time) {

        Point at(Series corrected, Instant at) {
            var moment = new Moment(at, slo.since());
            return new Point(
                    at,
                    slo.by().slo().objectives().stream()
                            .map(objective -> standing(objective, corrected, moment))
                            .toList());
        }

        private Standing standing(Objective objective, Series corrected, Moment moment) {
            var evaluation = Evaluation.of(slo.by().slo(), objective, corrected, moment);
            return Standing.of(
                    objective,
                    evaluation,
                    time.meets(evaluation.window())
                            ? Uncorrected.of(Evaluation.of(slo.by().slo(), objective, slo.series(), moment))
                            : null);
        }
    }

    static SloHistory of(Counted counted, List<Instant> times) {
        var corrected = counted.time().of(counted.slo().series());
        return new SloHistory(
                counted.slo().slo().name(),
                times.stream().map(at -> counted.at(corrected, at)).toList());
    }
}
