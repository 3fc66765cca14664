package dev.milepost.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The histories of real projects, which are not part of this one: skipped where they are not at hand. */
@QuarkusTest
@Tag("service")
class RealHistoriesTest {

    @Test
    void answersLikeOracleInOrder() {
        answers(Case.realHistories());
    }

    @Test
    void answersLikeOracleInAnyOrder() {
        answers(Case.realHistories().stream().map(real -> real.shuffled(11)).toList());
    }

    private void answers(List<Case> histories) {
        assumeThat(histories).as("histories in ../shared/data").isNotEmpty();
        var service = RunningService.underTest();
        var runner = new CaseRunner(service);
        for (var history : histories) {
            var sent = CaseRunner.alone(history);
            service.sendBatch(sent.events());
            service.awaitProjection(Duration.ofMinutes(5));
            assertThat(runner.differences(sent)).isEmpty();
        }
    }
}
