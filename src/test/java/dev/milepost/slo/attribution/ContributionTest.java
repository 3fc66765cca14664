package dev.milepost.slo.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.counting.OutcomeLabels;
import dev.milepost.slo.objectives.Outcome;
import dev.milepost.slo.objectives.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContributionTest {

    private static final Instant MINUTE = Instant.parse("2026-06-01T10:00:00Z");

    @Test
    void ordersByCountAndSumsRest() {
        var bad = new ArrayList<LabelCount>();
        for (int i = 0; i < 8; i++) {
            bad.add(bad("1.%d.0".formatted(i), null, i + 1));
        }
        bad.add(bad(null, null, 4));

        var versions = Objects.requireNonNull(Contribution.of(bad, List.of()).get("template_version"));

        assertThat(versions).extracting(Contribution::bad).containsExactly(8L, 7L, 6L, 5L, 4L, 6L, 4L);
        assertThat(versions).extracting(Contribution::keys).containsExactly(1, 1, 1, 1, 1, 3, 0);
        assertThat(versions.get(0)).isEqualTo(new Contribution("spring@1.7.0", 1, 8, new BigDecimal("0.200000")));
        assertThat(versions.get(5).key()).isNull();
        assertThat(versions.stream().map(Contribution::share).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("1");
    }

    @Test
    void findsCommonLabelsOfBadEvents() {
        var bad = List.of(bad("2.1.0", "publish", 3), bad("2.1.0", null, 1), bad("2.0.0", "publish", 1));

        assertThat(Contribution.sentence(Contribution.of(bad, List.of())))
                .isEqualTo(" 4 of 5 bad events are of spring@2.1.0.");
        assertThat(Contribution.sentence(Contribution.of(bad.subList(2, 3), List.of())))
                .isEmpty();
        assertThat(Contribution.sentence(
                        Contribution.of(List.of(bad("1.0.0", "publish", 2), bad("2.0.0", "publish", 2)), List.of())))
                .isEqualTo(" 4 of 4 bad events failed at step publish.");
        assertThat(Contribution.sentence(Contribution.of(List.of(), List.of()))).isEmpty();
    }

    @Test
    void excludesCorrections() {
        var taken = new TimeRange(MINUTE, MINUTE.plusSeconds(60));

        assertThat(Contribution.of(List.of(bad("2.1.0", "publish", 3)), List.of(taken)))
                .allSatisfy(
                        (dimension, contributions) -> assertThat(contributions).isEmpty());
    }

    private static LabelCount bad(@Nullable String version, @Nullable String step, long count) {
        var labels = new OutcomeLabels(version == null ? null : "spring", version, null, null, step);
        return new LabelCount(labels, MINUTE, MINUTE, Outcome.Kind.BAD, "", count);
    }
}
