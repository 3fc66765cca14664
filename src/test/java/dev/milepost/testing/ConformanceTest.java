package dev.milepost.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small histories, each about one way to get the four keys wrong, in every order and both ways of sending. */
@QuarkusTest
@Tag("service")
class ConformanceTest {

    static List<Case> conformance() {
        return Case.conformance();
    }

    @ParameterizedTest
    @MethodSource("conformance")
    void answersCasesInAnyOrder(Case small) {
        var service = RunningService.underTest();
        var sent = new ArrayList<Case>();
        for (var variation : small.variations()) {
            var each = CaseRunner.alone(variation);
            service.sendEach(each.events());
            sent.add(each);
            var batch = CaseRunner.alone(variation);
            service.sendBatch(batch.events());
            sent.add(batch);
        }

        service.awaitProjection(Duration.ofSeconds(30));

        var runner = new CaseRunner(service);
        assertThat(sent).allSatisfy(each -> assertThat(runner.differences(each)).isEmpty());
    }
}
