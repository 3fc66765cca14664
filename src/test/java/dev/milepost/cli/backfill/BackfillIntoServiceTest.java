package dev.milepost.cli.backfill;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a git repository to the numbers. */
@QuarkusTest
@Tag("service")
class BackfillIntoServiceTest {

    private final String service = "backfilled-" + UUID.randomUUID();

    @TempDir
    Path folder;

    @BeforeEach
    void writeHistory() throws Exception {
        try (var git = TestGitRepository.create(folder)) {
            git.grow(100);
            git.tag("1.0.0", git.repository().resolve("main"));
            git.commit("feat: more");
            git.commit("fix: less");
            var head = git.commit("feat: other");
            git.annotatedTag("1.1.0", head, TestGitRepository.START.plus(Duration.ofDays(30)));
        }
    }

    @Test
    void countsChangesAndDeploymentsOfHistory() throws Exception {
        var sent = backfill();

        assertThat(sent.receipt().rejected()).isEmpty();
        assertThat(sent.processed()).isTrue();
        given().get(question(sent))
                .then()
                .statusCode(200)
                .body("deployment_frequency.count", equalTo(2))
                .body("lead_time_for_changes.attribution.ancestry", equalTo(3))
                .body("coverage.deployments_without_known_change", equalTo(0));
    }

    @Test
    void isIdempotent() throws Exception {
        var first = given().get(question(backfill())).asString();

        var second = given().get(question(backfill())).asString();

        assertThat(second).isEqualTo(first);
    }

    private BackfillResult backfill() throws InterruptedException {
        var plan = BackfillPlan.ofDefaults(folder, Optional.of(service));
        var url = URI.create("http://localhost:" + RestAssured.port);
        return new Backfill(plan, new PrintStream(PrintStream.nullOutputStream()), ProgressReporter.silent())
                .send(new MilepostClient(url, Duration.ofSeconds(30)));
    }

    private URI question(BackfillResult sent) {
        return URI.create(sent.curl().replaceAll("^curl '|'$", ""));
    }
}
