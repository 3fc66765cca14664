package dev.milepost.slo.status;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemType;
import dev.milepost.slo.objectives.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryStepTest {

    @ParameterizedTest
    @CsvSource({
        // step, days of the window, now, how many, the one before now, the last
        "hour, 1, 2026-06-15T12:07:00Z, 25, 2026-06-15T12:00:00Z, 2026-06-14T13:00:00Z",
        "hour, 1, 2026-06-15T12:00:00Z, 25, 2026-06-15T11:00:00Z, 2026-06-14T12:00:00Z",
        "day, 28, 2026-06-15T12:07:00Z, 29, 2026-06-15T00:00:00Z, 2026-05-19T00:00:00Z",
        "day, 28, 2026-06-15T00:00:00Z, 29, 2026-06-14T00:00:00Z, 2026-05-18T00:00:00Z",
        "week, 28, 2026-06-15T12:07:00Z, 5, 2026-06-11T00:00:00Z, 2026-05-21T00:00:00Z",
        "week, 1, 2026-06-15T12:07:00Z, 1, , 2026-06-15T12:07:00Z",
        "hour, 366, 2026-06-15T12:07:00Z, 673, 2026-06-15T12:00:00Z, 2026-05-18T13:00:00Z"
    })
    void coversWindowInWholeSteps(
            String word, int days, Instant now, int count, @Nullable Instant second, Instant last) {
        var window = new TimeWindow.Rolling(Duration.ofDays(days));

        var points = HistoryStep.of(word).pointsInTime(now, window);

        assertThat(points)
                .hasSize(count)
                .doesNotHaveDuplicates()
                .startsWith(now)
                .endsWith(last);
        assertThat(second == null || points.get(1).equals(second)).isTrue();
        assertThat(HistoryStep.of(word).oldestPoint(now, window)).isEqualTo(last);
    }

    @Test
    void acceptsThreeSteps() {
        assertProblem(ProblemType.INVALID_REQUEST, () -> HistoryStep.of("year"))
                .hasMessage("step must be hour, day or week");
        assertProblem(ProblemType.INVALID_REQUEST, () -> HistoryStep.of("DAY"))
                .hasMessage("step must be hour, day or week");
    }
}
