package dev.milepost.upgrades.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.platform.http.ProblemException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanRequestReaderTest {

    @Test
    void pointsToWhatIsWrong() {
        var faults = faults("{\"a/b\": 1, \"files\": {\"c/d\": 1, \"e\": {\"base64\": \"?\"}}}");

        assertThat(faults)
                .containsExactly(
                        new Fault("/a~1b", "is not a member of a plan request"),
                        new Fault("/files/c~1d", "must be a string, or an object with either text or base64"),
                        new Fault("/files/e/base64", "is not valid Base64"));
    }

    @Test
    void keepsFewShortFaults() {
        var files = IntStream.range(0, 500)
                .mapToObj(i -> "\"%s%d\": 1".formatted("n".repeat(10_000), i))
                .collect(Collectors.joining(","));

        assertThat(faults("{\"files\": {" + files + "}}"))
                .hasSize(100)
                .allSatisfy(fault -> assertThat(fault.pointer()).hasSizeLessThanOrEqualTo(Fault.POINTER_LENGTH + 1));
    }

    private static List<Fault> faults(String body) {
        return catchThrowableOfType(
                        InvalidPlanRequest.class,
                        () -> PlanRequestReader.json(body.getBytes(StandardCharsets.UTF_8), null, null))
                .faults();
    }
}
