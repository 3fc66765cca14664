package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.log.TestEventLog;
import dev.milepost.events.vendors.WebhookProvider.TranslationResult;
import dev.milepost.events.vendors.WebhookProvider.WebhookDelivery;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.MovedClock;
import dev.milepost.testing.Postgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A merged pull request has the times of its reviews, whichever delivery comes first. */
class GitHubReviewsTest {

    private static Postgres postgres;
    private static Sql sql;

    private final MovedClock clock = new MovedClock();
    private GitHub gitHub;

    @BeforeAll
    static void startDatabase() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
    }

    @AfterAll
    static void stopDatabase() throws IOException, SQLException {
        postgres.close();
    }

    @BeforeEach
    void start() {
        sql.update("delete from github_review");
        sql.update("delete from github_merge");
        var config = new SmallRyeConfigBuilder()
                .withMapping(GitHubConfig.class)
                .build()
                .getConfigMapping(GitHubConfig.class);
        gitHub = new GitHub(
                config,
                new RepositoryServices(new EmptyCatalog(), new RepositoryNames(sql), config),
                new GitHubMerges(sql, clock),
                new GitHubReviews(sql, clock),
                new PushGraphs(new GitHubApi(config, clock), sql, clock, new SimpleMeterRegistry()),
                TestEventLog.uncounted(postgres.database()));
    }

    /** Merged at 09:40; the approval of 09:10 was dismissed, and what came after the merge is no review of it. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void datesFirstReviewAndApproval(long seed) {
        var deliveries = new ArrayList<>(List.of(
                review(1, "09:05", "commented", 8),
                review(2, "09:10", "approved", 9),
                review(2, "09:10", "dismissed", 9),
                review(3, "09:20", "approved", 8),
                review(4, "09:30", "approved", 9),
                review(5, "09:50", "commented", 9),
                Map.entry("pull_request", ExampleDelivery.of("github/pull_request"))));
        Collections.shuffle(deliveries, new Random(seed));

        var events = new ArrayList<Envelope>();
        deliveries.forEach(delivery ->
                events.addAll(translate(delivery.getKey(), delivery.getValue()).events()));

        assertThat(latest(events))
                .containsEntry("first_review_at", "2026-06-10T09:05:00Z")
                .containsEntry("approved_at", "2026-06-10T09:20:00Z")
                .containsEntry("pr_id", "42")
                .containsEntry("opened_at", "2026-06-10T09:00:00Z")
                .containsEntry("commit_sha", "3333333333333333333333333333333333333333");
        assertThat(events)
                .allMatch(event -> event.attributes().containsValue("2026-06-10T09:40:00Z"))
                .noneMatch(event ->
                        event.json().toString().contains("joe") && event.json().has("first_review_at"));
    }

    @Test
    void waitsForTheMerge() {
        var result = translate("pull_request_review", ExampleDelivery.of("github/pull_request_review"));

        assertThat(result.events()).isEmpty();
        assertThat(result.reason()).isEqualTo("The review counts once its pull request is merged.");
    }

    @Test
    void leavesOutPullRequestsWithoutReview() {
        var events = translate("pull_request", ExampleDelivery.of("github/pull_request"))
                .events();

        assertThat(latest(events)).doesNotContainKeys("first_review_at", "approved_at");
    }

    @ParameterizedTest
    @CsvSource({
        "/review/user/id, 7, Reviews of the author and of bots do not count.",
        "/review/user/type, Bot, Reviews of the author and of bots do not count.",
        "/review/state, pending, The review was not submitted."
    })
    void ignoresWhatIsNoReview(String pointer, String value, String reason) {
        translate("pull_request", ExampleDelivery.of("github/pull_request"));
        var review = ExampleDelivery.of("github/pull_request_review")
                .with(pointer, pointer.endsWith("id") ? (Object) Integer.valueOf(value) : value);

        assertThat(translate("pull_request_review", review).reason()).isEqualTo(reason);
    }

    @Test
    void ignoresOtherPullRequests() {
        translate("pull_request", ExampleDelivery.of("github/pull_request"));
        var other = ExampleDelivery.of("github/pull_request_review").with("/pull_request/number", 43);

        assertThat(translate("pull_request_review", other).events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/review/id", "/review/state", "/pull_request/number"})
    void locatesMissingFields(String pointer) {
        var review = ExampleDelivery.of("github/pull_request_review").without(pointer);

        assertThatThrownBy(() -> translate("pull_request_review", review)).hasMessage(pointer + " is required");
    }

    @Test
    void keepsReviewsForAYear() {
        translate("pull_request_review", ExampleDelivery.of("github/pull_request_review"));
        clock.pass(Duration.ofDays(364));
        translate("pull_request_review", review(9, "09:00", "commented", 9).getValue());
        assertThat(kept()).isEqualTo(2);
        clock.pass(Duration.ofDays(2));
        translate("pull_request_review", review(10, "09:00", "commented", 9).getValue());

        assertThat(kept()).isEqualTo(2);
    }

    private static long kept() {
        return sql.query("select count(*) from github_review", row -> row.getLong(1))
                .get(0);
    }

    private static Map.Entry<String, ExampleDelivery> review(int id, String time, String state, int user) {
        return Map.entry(
                "pull_request_review",
                ExampleDelivery.of("github/pull_request_review")
                        .with("/action", state.equals("dismissed") ? "dismissed" : "submitted")
                        .with("/review/id", id)
                        .with("/review/state", state)
                        .with("/review/submitted_at", "2026-06-10T%s:00Z".formatted(time))
                        .with("/review/user/id", user));
    }

    private TranslationResult translate(String kind, ExampleDelivery delivery) {
        return gitHub.translate(new WebhookDelivery("1", kind, true, delivery.payload()));
    }

    /** The fields of the pull request: each that of the latest event that has it, and all events have one time. */
    private static Map<String, String> latest(List<Envelope> events) {
        var fields = new TreeMap<String, String>();
        events.stream()
                .sorted((one, other) -> one.attribute("id")
                        .orElseThrow()
                        .compareTo(other.attribute("id").orElseThrow()))
                .forEach(event -> event.json()
                        .properties()
                        .forEach(field ->
                                fields.put(field.getKey(), field.getValue().asText())));
        return fields;
    }
}
