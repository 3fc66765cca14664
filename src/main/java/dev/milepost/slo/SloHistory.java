package dev.milepost.slo;

import dev.milepost.counting.CountedSlo;
import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.Moment;
import dev.milepost.objectives.Objective;
import dev.milepost.objectives.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an SLO stood, each time over the window that there was then, by all that is known today. Newest first. */
record SloHistory(String name, List<Point> points) {

    record Point(Instant at, List<Standing> objectives) {}

    record Standing(
            String displayName,
            BigDecimal valid,
            BigDecimal good,
            BigDecimal bad,
            @Nullable BigDecimal sli,
            State state,
            @Nullable BigDecimal remainingRatio) {

        static Standing of(Objective objective, Evaluation evaluation) {
            return new Standing(
                    objective.displayName(),
                    evaluation.measure().valid(),
                    evaluation.measure().good(),
                    evaluation.measure().bad(),
                    evaluation.sli(),
                    evaluation.state(),
                    evaluation.budget().remainingRatio());
        }
    }

    static SloHistory of(CountedSlo counted, List<Instant> times) {
        return new SloHistory(
                counted.slo().name(),
                times.stream().map(at -> new Point(at, standings(counted, at))).toList());
    }

    private static List<Standing> standings(CountedSlo counted, Instant at) {
        var slo = counted.by().slo();
        var moment = new Moment(at, counted.since());
        return slo.objectives().stream()
                .map(objective -> Standing.of(objective, Evaluation.of(slo, objective, counted.series(), moment)))
                .toList();
    }
}
