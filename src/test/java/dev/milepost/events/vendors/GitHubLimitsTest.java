package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is lost while GitHub cannot say what it is asked, and nothing is sent that it does not want. */
class GitHubLimitsTest {

    private static Postgres postgres;

    private PushGraphFixture gitHub;
    private PushGraphs graphs;

    @BeforeAll
    static void startDatabase() throws IOException, SQLException {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stopDatabase() throws IOException, SQLException {
        postgres.close();
    }

    @BeforeEach
    void start() throws IOException {
        gitHub = new PushGraphFixture(postgres.database());
        graphs = gitHub.graphs(GitHubServer.TOKEN);
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    /** The limits that GitHub documents: the primary one, and secondary ones with and without a header. */
    @ParameterizedTest
    @CsvSource({
        "403, x-ratelimit-remaining, 0, 900",
        "429, x-ratelimit-remaining, 0, 900",
        "403, retry-after, 120, 120",
        "429, retry-after, 120, 120",
        "429, x-other, 1, 60",
        "403, message, 1, 60"
    })
    void waitsUntilALimitIsOver(int status, String header, String value, int seconds) {
        gitHub.merge(graphs);
        var reset = Long.toString(gitHub.clock.instant().getEpochSecond() + 900);
        var body = header.equals("message") ? "{\"message\": \"You have exceeded a secondary rate limit.\"}" : "{}";
        gitHub.server.answerNext(status, Map.of(header, value, "x-ratelimit-reset", reset), body);

        assertThat(graphs.readNext(gitHub.ingested::addAll)).isFalse();
        gitHub.clock.pass(Duration.ofSeconds(seconds - 10));
        gitHub.readAll(graphs);
        assertThat(gitHub.server.requests()).hasSize(1);
        gitHub.clock.pass(Duration.ofSeconds(15));
        gitHub.readAll(graphs);

        assertThat(gitHub.ingested).isNotEmpty();
        assertThat(gitHub.waiting()).isZero();
        assertThat(gitHub.counted("limited")).isEqualTo(1);
    }

    @Test
    void sendsNothingOnceTheLimitIsUsedUp() {
        gitHub.merge(graphs);
        var reset = Long.toString(gitHub.clock.instant().getEpochSecond() + 900);
        gitHub.server.setHeaders(Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", reset));

        gitHub.readAll(graphs);
        assertThat(gitHub.server.requests()).hasSize(1);
        gitHub.server.setHeaders(Map.of());
        gitHub.clock.pass(Duration.ofSeconds(905));
        gitHub.readAll(graphs);

        assertThat(gitHub.ingested).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void triesAgainAfterFaults(int status) {
        gitHub.merge(graphs);
        gitHub.server.answerNext(status, Map.of(), "<html>");
        gitHub.server.answerNext(status, Map.of(), "<html>");

        assertThat(graphs.readNext(gitHub.ingested::addAll)).isFalse();
        gitHub.readAll(graphs);
        assertThat(gitHub.server.requests()).hasSize(1);
        gitHub.clock.pass(Duration.ofSeconds(31));
        assertThat(graphs.readNext(gitHub.ingested::addAll)).isFalse();
        gitHub.clock.pass(Duration.ofSeconds(61));
        gitHub.readAll(graphs);

        assertThat(gitHub.ingested).isNotEmpty();
    }

    @Test
    void triesAgainIfEventsCannotBeTaken() {
        gitHub.merge(graphs);

        assertThat(graphs.readNext(events -> {
                    throw ProblemException.of(ProblemType.INTAKE_BUSY, "Send all of them again.");
                }))
                .isFalse();
        assertThat(gitHub.waiting()).isOne();
        gitHub.clock.pass(Duration.ofSeconds(31));
        gitHub.readAll(graphs);

        assertThat(gitHub.ingested).isNotEmpty();
    }

    /** Whatever GitHub cannot say stays as the delivery said it. */
    @ParameterizedTest
    @CsvSource({
        "404, {}",
        "422, {}",
        "403, {}",
        "200, {}",
        "200, []",
        "200, not JSON",
        "200, {\"total_commits\": 20000; \"commits\": []}",
        "200, {\"total_commits\": 2; \"commits\": []}",
        "200, {\"total_commits\": 1; \"commits\": [{\"sha\": \"../x\"}]}"
    })
    void givesUpWhatGitHubRefuses(int status, String body) {
        gitHub.merge(graphs);
        for (int i = 0; i < 3; i++) {
            gitHub.server.answerNext(status, Map.of(), body.replace(';', ','));
        }

        for (int i = 0; i < 5; i++) {
            gitHub.readAll(graphs);
            gitHub.clock.pass(Duration.ofHours(2));
        }

        assertThat(gitHub.ingested).isEmpty();
        assertThat(gitHub.server.requests()).hasSize(3);
        assertThat(gitHub.waiting()).isZero();
    }

    /** The token goes to the configured address only. */
    @Test
    void doesNotFollowRedirects() throws IOException {
        gitHub.merge(graphs);
        try (var other = new GitHubServer(gitHub.commits)) {
            gitHub.server.answerNext(302, Map.of("Location", other.apiUrl()), "");

            gitHub.readAll(graphs);

            assertThat(other.requests()).isEmpty();
        }
        assertThat(gitHub.ingested).isEmpty();
    }

    @Test
    void doesNotReadEndlessAnswers() {
        gitHub.merge(graphs);
        gitHub.server.answerNext(200, Map.of(), " ".repeat(13 << 20));

        assertThat(graphs.readNext(gitHub.ingested::addAll)).isTrue();

        assertThat(gitHub.counted("refused")).isEqualTo(1);
    }

    @Test
    void waitsWithAWrongToken() {
        gitHub.merge(graphs);
        graphs = gitHub.graphs("ghp_wrong");

        gitHub.readAll(graphs);
        gitHub.clock.pass(Duration.ofMinutes(14));
        gitHub.readAll(graphs);
        assertThat(gitHub.server.requests()).hasSize(1);
        graphs = gitHub.graphs(GitHubServer.TOKEN);
        gitHub.clock.pass(Duration.ofMinutes(2));
        gitHub.readAll(graphs);

        assertThat(gitHub.ingested).isNotEmpty();
    }

    @Test
    void forgetsPushesThatCannotBeReadForDays() {
        gitHub.merge(graphs);
        gitHub.server.close();

        assertThat(graphs.readNext(gitHub.ingested::addAll)).isFalse();
        assertThat(gitHub.waiting()).isOne();
        gitHub.clock.pass(Duration.ofDays(4));
        gitHub.readAll(graphs);

        assertThat(gitHub.waiting()).isZero();
        assertThat(gitHub.counted("expired")).isEqualTo(1);
    }
}
