package dev.milepost.slo.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.attribution.GroupEvaluator.GroupStatus;
import dev.milepost.slo.counting.OutcomeLabels;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.Outcome;
import dev.milepost.slo.objectives.TimeWindow;
import dev.milepost.testing.SloSamples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficShareTest {

    @Test
    void comparesBadEventsWithTraffic() {
        var all = Counts.of(960, 40);

        assertThat(TrafficShare.of(Counts.of(776, 24), all)).isEqualTo(share("0.600000", "0.800000", "0.750000"));
        assertThat(TrafficShare.of(Counts.of(104, 16), all)).isEqualTo(share("0.400000", "0.120000", "3.333333"));
        assertThat(TrafficShare.of(Counts.of(80, 0), all)).isEqualTo(share("0.000000", "0.080000", "0.000000"));
    }

    @Test
    void hasNoRatioWithoutEvents() {
        assertThat(TrafficShare.of(Counts.of(5, 0), Counts.of(10, 0)))
                .isEqualTo(new TrafficShare(null, new BigDecimal("0.500000"), null));
        assertThat(TrafficShare.of(Counts.NONE, Counts.NONE)).isEqualTo(new TrafficShare(null, null, null));
        assertThat(TrafficShare.of(Counts.NONE, Counts.of(1, 1)).ratio()).isNull();
    }

    /** The largest one has the most bad events, and fewer than its size explains. */
    @Test
    void namesGroupThatIsWorseThanItsSizeExplains() {
        assertThat(TrafficShare.sentence(groups(Counts.of(776, 24), Counts.of(104, 16), Counts.of(80, 0))))
                .isEqualTo(" svc-1 has 40 % of the bad events and 12 % of all events.");
    }

    @Test
    void namesNoGroupByChance() {
        assertThat(TrafficShare.sentence(groups(Counts.of(760, 40), Counts.of(190, 10))))
                .isEmpty();
        assertThat(TrafficShare.sentence(groups(Counts.of(99, 0), Counts.of(0, 1))))
                .isEmpty();
        assertThat(TrafficShare.sentence(groups(Counts.of(9, 0)))).isEmpty();
        assertThat(TrafficShare.sentence(List.of())).isEmpty();
    }

    private static List<GroupStatus> groups(Counts... counts) {
        var labelled = new ArrayList<LabelCount>();
        for (int i = 0; i < counts.length; i++) {
            var labels = new OutcomeLabels(null, null, null, "svc-" + i, null);
            var at = SloSamples.NOW.minus(Duration.ofDays(1));
            labelled.add(new LabelCount(labels, at, null, Outcome.Kind.GOOD, "", counts[i].good()));
            labelled.add(new LabelCount(labels, at, null, Outcome.Kind.BAD, "", counts[i].bad()));
        }
        var slo = SloSamples.slo(new TimeWindow.Rolling(SloSamples.DAYS_28), SloSamples.objective("99"));
        return new GroupEvaluator(slo, new EvaluationTime(SloSamples.NOW, Instant.EPOCH), List.of())
                .groups(OutcomeDimension.SERVICE, labelled);
    }

    private static TrafficShare share(String ofBad, String ofValid, String ratio) {
        return new TrafficShare(new BigDecimal(ofBad), new BigDecimal(ofValid), new BigDecimal(ratio));
    }
}
