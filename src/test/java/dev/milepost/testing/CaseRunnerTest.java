package dev.milepost.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The runner of cases finds what is wrong, and nothing else. */
class CaseRunnerTest {

    @Test
    @Tag(Soak.ALONE)
    void acceptsExpectedAnswers() throws IOException {
        try (var right = new OracleService(0)) {
            var sent = new ArrayList<Case>();
            for (var small : Case.conformance()) {
                for (var variation : small.variations()) {
                    var alone = CaseRunner.alone(variation);
                    right.client().sendSplit(alone.events(), new Random(3));
                    sent.add(alone);
                }
            }

            var runner = new CaseRunner(right.client());
            assertThat(sent)
                    .allSatisfy(each -> assertThat(runner.differences(each)).isEmpty());
        }
    }

    @Test
    @Tag(Soak.ALONE)
    void acceptsConcurrentClientsWithoutLoss() throws IOException {
        try (var right = new OracleService(0);
                var clients = RetryingClients.start(right.client(), 3_000, 3, 1)) {
            assertThat(clients.differences(Duration.ofSeconds(5))).isEmpty();
            assertThat(clients.sent()).isGreaterThanOrEqualTo(3_000);
        }
    }

    @Test
    void detectsLostEvents() throws IOException {
        try (var forgetful = new OracleService(5);
                var clients = RetryingClients.start(forgetful.client(), 3_000, 3, 1)) {
            assertThat(clients.differences(Duration.ofSeconds(5))).isNotEmpty();
        }
    }

    @Test
    void distinguishesNullMissingAndNumbers() throws IOException {
        var json = new ObjectMapper();
        var expected = json.readTree("{\"a\": null, \"b\": 1, \"c\": [1, 2], \"t\": \"2026-01-01T00:00:00Z\"}");
        var same = json.readTree(
                "{\"a\": null, \"b\": 1.0000000001, \"c\": [1, 2.0], \"t\": \"2026-01-01T00:00:00.000Z\", \"d\": 5}");
        var other = json.readTree("{\"b\": 1.00001, \"c\": [1], \"t\": \"2026-01-01T00:00:01Z\"}");

        assertThat(Differences.between(expected, same)).isEmpty();
        assertThat(Differences.between(expected, other)).hasSize(4);
    }
}
