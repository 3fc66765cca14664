package dev.milepost.events.webhooks;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.milepost.events.webhooks.GitHubDeliveries.PushedCommit;
import dev.milepost.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of a repository whose deliveries are those that GitHub sends. */
@QuarkusTest
@Tag("service")
class GitHubNumbersTest {

    private final VendorClient vendor = new VendorClient();

    /** Two commits, two and three days old, merged by a merge commit; the deliveries in any order. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void deliversTheCommitsThatAMergeBrought(long seed) {
        var name = vendor.name("merges");
        var gitHub = new GitHubDeliveries("acme/" + name);
        var deliveries = new ArrayList<>(List.of(
                Map.entry(
                        "push",
                        gitHub.push(vendor.sha(90), List.of(PushedCommit.of(vendor.sha(10), "2026-06-03T08:00:00Z")))),
                Map.entry(
                        "deployment_status",
                        gitHub.deployed(1, vendor.sha(10), "2026-06-03T09:00:00Z", "production", "", 11)),
                Map.entry(
                        "push",
                        gitHub.push(
                                vendor.sha(10),
                                List.of(
                                        PushedCommit.of(vendor.sha(11), "2026-06-01T08:00:00Z"),
                                        PushedCommit.of(vendor.sha(12), "2026-06-02T08:00:00Z"),
                                        PushedCommit.of(vendor.sha(13), "2026-06-04T08:00:00Z")))),
                Map.entry(
                        "pull_request",
                        gitHub.merged(7, vendor.sha(13), 2, "2026-06-01T09:00:00Z", "2026-06-04T08:00:00Z")),
                Map.entry(
                        "deployment_status",
                        gitHub.deployed(2, vendor.sha(13), "2026-06-04T09:00:00Z", "production", "", 12)),
                Map.entry(
                        "push",
                        gitHub.push(vendor.sha(13), List.of(PushedCommit.of(vendor.sha(14), "2026-06-05T08:00:00Z")))),
                Map.entry(
                        "deployment_status",
                        gitHub.deployed(3, vendor.sha(14), "2026-06-05T09:00:00Z", "production", "", 13))));
        if (seed > 0) {
            Collections.shuffle(deliveries, new Random(seed));
        }

        deliveries.forEach(delivery ->
                vendor.gitHub(delivery.getKey(), delivery.getValue()).statusCode(202));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> june("/api/v1/four-keys", name)
                        .body("lead_time_for_changes.count", equalTo(4))
                        .body("lead_time_for_changes.p50_seconds", equalTo(90_000)));
        june("/api/v1/four-keys/changes", name)
                .body(
                        "items.commit_sha",
                        containsInAnyOrder(vendor.sha(10), vendor.sha(11), vendor.sha(12), vendor.sha(14)))
                .body("items.commit_sha", not(hasItem(vendor.sha(13))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Production – web",
                "web (Production)",
                "Production (blue)",
                "eu-prod",
                "acme-production",
                "production / web"
            })
    void countsDeploymentsThatGitHubCallsProduction(String environment) {
        var name = vendor.name("names");
        var gitHub = new GitHubDeliveries("acme/" + name);

        vendor.gitHub(
                        "deployment_status",
                        gitHub.deployed(
                                1,
                                vendor.sha(20),
                                "2026-06-03T08:30:00Z",
                                environment,
                                "\"production_environment\": true",
                                0))
                .body("accepted", equalTo(1));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> june("/api/v1/four-keys", name).body("deployment_frequency.count", equalTo(1)));
    }

    @Test
    void countsTheJobsOfARunOnce() {
        var name = vendor.name("jobs");
        var gitHub = new GitHubDeliveries("acme/" + name);

        for (int job = 1; job <= 3; job++) {
            vendor.gitHub(
                            "deployment_status",
                            gitHub.deployed(
                                    job, vendor.sha(30), "2026-06-01T09:0%d:00Z".formatted(job), "production", "", 555))
                    .body("accepted", equalTo(1));
        }
        vendor.gitHub(
                        "deployment_status",
                        gitHub.deployed(4, vendor.sha(30), "2026-06-01T10:00:00Z", "production", "", 556))
                .body("accepted", equalTo(1));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> june("/api/v1/four-keys", name).body("deployment_frequency.count", equalTo(2)));
    }

    @Test
    void tellsRepositoriesOfTwoOwnersApart() {
        var name = vendor.name("shared");
        var commits = List.of(PushedCommit.of(vendor.sha(40), "2026-06-03T08:00:00Z"));

        vendor.gitHub("push", new GitHubDeliveries("acme/" + name).push(vendor.sha(90), commits));
        vendor.gitHub("push", new GitHubDeliveries("globex/" + name).push(vendor.sha(90), commits));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> changes("globex/" + name).body("items.size()", equalTo(1)));
        changes(name).body("items.data.repository", hasItem("github.com/acme/" + name));
        changes(name).body("items.data.repository", not(hasItem("github.com/globex/" + name)));
    }

    /** Two services of a repository, each with its own files and its own environment. */
    @Test
    void assignsFilesAndEnvironmentsOfAMonorepo() {
        var slug = "acme/" + vendor.name("mono");
        for (var service : List.of("shop", "ledger")) {
            vendor.sync(
                    vendor.name(service),
                    Map.of(
                            "github.com/project-slug",
                            slug,
                            "milepost.dev/paths",
                            "%s/**, lib/{%s,all}/**".formatted(service, service),
                            "milepost.dev/deployment-environments",
                            service + "-*"));
        }
        var gitHub = new GitHubDeliveries(slug);
        deploy(gitHub, 1, vendor.sha(50), "2026-06-01T09:00:00Z");

        vendor.gitHub(
                "push",
                gitHub.push(
                        vendor.sha(50),
                        List.of(
                                new PushedCommit(vendor.sha(51), "2026-06-02T08:00:00Z", "a", "shop/Main.java"),
                                new PushedCommit(vendor.sha(52), "2026-06-02T09:00:00Z", "b", "lib/all/Money.java"),
                                new PushedCommit(vendor.sha(53), "2026-06-02T10:00:00Z", "c", "ledger/Main.java"))));
        deploy(gitHub, 3, vendor.sha(53), "2026-06-02T12:00:00Z");

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            june("/api/v1/four-keys/changes", vendor.name("shop"))
                    .body("items.commit_sha", containsInAnyOrder(vendor.sha(51), vendor.sha(52)));
            june("/api/v1/four-keys/changes", vendor.name("ledger"))
                    .body("items.commit_sha", containsInAnyOrder(vendor.sha(52), vendor.sha(53)));
        });
        june("/api/v1/four-keys", vendor.name("shop")).body("deployment_frequency.count", equalTo(2));
    }

    private void deploy(GitHubDeliveries gitHub, long id, String sha, String at) {
        for (var service : List.of("shop", "ledger")) {
            vendor.gitHub(
                            "deployment_status",
                            gitHub.deployed(
                                    service.equals("shop") ? id : id + 1,
                                    sha,
                                    at,
                                    service + "-live",
                                    "\"production_environment\": true",
                                    0))
                    .body("accepted", equalTo(1));
        }
    }

    private static ValidatableResponse changes(String service) {
        return given().filter(Contract.FILTER)
                .queryParam("service", service)
                .queryParam("type", "change.created")
                .get("/api/v1/events")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse june(String path, String service) {
        return given().filter(Contract.FILTER)
                .queryParam("service", service)
                .queryParam("from", "2026-06-01")
                .queryParam("to", "2026-07-01")
                .get(path)
                .then()
                .statusCode(200);
    }
}
