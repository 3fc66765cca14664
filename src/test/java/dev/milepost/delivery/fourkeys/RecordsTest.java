package dev.milepost.delivery.fourkeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.testing.oracle.CatalogRecord;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of many services, page by page: each once, in one order, whoever is asked for. */
@QuarkusTest
@Tag("service")
class RecordsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final int SERVICES = 6;
    private static final int RELEASES = 5;

    @Inject
    EmptiedDatabase store;

    /** Three services of a team and three of another, released at the same moments. */
    @BeforeEach
    void releaseAll() throws Exception {
        store.empty();
        store.know(IntStream.range(0, SERVICES)
                .mapToObj(n -> new CatalogRecord(
                        service(n), Instant.EPOCH, n % 2 == 0 ? "red" : "blue", null, null, "springboot", "1." + n % 3))
                .toList());
        var events = new ArrayList<JsonNode>();
        for (int release = 0; release < RELEASES; release++) {
            for (int n = 0; n < SERVICES; n++) {
                events.add(event("change.created", n, release, """
                        "commit_sha":"c%d" """.formatted(release)));
                events.add(event("deploy.completed", n, release, """
                        "deployment_id":"d%1$d","environment":"production","status":"success","commit_sha":"c%1$d"
                        """.formatted(release)));
            }
        }
        store.tell(events);
    }

    @ParameterizedTest
    @CsvSource({
        "deployments, 'team=red', 0 2 4",
        "deployments, 'team=red&team=blue', 0 1 2 3 4 5",
        "deployments, 'team=blue&template=springboot', 1 3 5",
        "deployments, 'template=springboot@1.0', 0 3",
        "deployments, 'environment=production', 0 1 2 3 4 5",
        "changes, 'team=red', 0 2 4",
        "changes, 'team=red&service=s4', 4",
        "changes, 'environment=production', 0 1 2 3 4 5"
    })
    void pagesThroughEachRecordOnceInOrder(String kind, String filter, String services) {
        var expected = IntStream.range(0, RELEASES)
                .boxed()
                .flatMap(release -> List.of(services.split(" ")).stream().map(n -> "s%s %d".formatted(n, release)))
                .toList();
        var name = kind.equals("changes") ? "commit_sha" : "deployment_id";

        for (int limit : List.of(1, 4, 500)) {
            assertThat(pages("%s?from=%s&to=%s&%s".formatted(kind, at(0), at(RELEASES), filter), limit, name))
                    .as("pages of %d", limit)
                    .isEqualTo(expected);
        }
    }

    /** Each team member is told of the deployment that took its first release back. */
    @Test
    void tellsWhatMadeADeploymentAFailure() throws Exception {
        store.tell(List.of(
                event("deploy.completed", 0, RELEASES, """
                        "deployment_id":"back","environment":"production","status":"success","commit_sha":"c0"
                        """),
                event("incident.opened", 2, RELEASES, """
                        "incident_id":"i","deployment_id":"d1" """),
                event("change.merged", 4, RELEASES, """
                        "pr_id":1,"repository":"git.example/a/b","commit_sha":"c1","opened_at":"2026-05-01T00:00:00Z" """)));

        var deployments = records("deployments?team=red&team=nobody&from=%s&to=%s".formatted(at(0), at(RELEASES + 1)));
        var changes = records("changes?service=s4&from=%s&to=%s".formatted(at(0), at(RELEASES)));

        var failed = deployments
                .path("items")
                .valueStream()
                .filter(item -> item.path("failed").asBoolean())
                .toList();
        assertThat(failed).hasSize(2);
        assertThat(failed.get(0).path("failed_by").asText()).isEqualTo("incident");
        assertThat(failed.get(0).at("/failure/rule").asText()).isEqualTo("deployment");
        assertThat(failed.get(0).at("/failure/incident_id").asText()).isEqualTo("i");
        assertThat(failed.get(1).path("failed_by").asText()).isEqualTo("rollback");
        assertThat(failed.get(1).at("/failure/deployment_id").asText()).isEqualTo("back");
        assertThat(failed.get(1).at("/failure/recovered_at").asText())
                .isEqualTo(at(RELEASES).toString());
        assertThat(deployments.at("/unknown/team/0").asText()).isEqualTo("nobody");
        assertThat(changes.at("/items/1/opened_at").asText()).isEqualTo("2026-05-01T00:00:00Z");
        assertThat(changes.at("/items/1/merged_at").asText())
                .isEqualTo(at(RELEASES).toString());
        assertThat(changes.at("/items/0/merged_at").isNull()).isTrue();
        assertThat(changes.has("unknown")).isFalse();
    }

    private static JsonNode records(String path) throws Exception {
        return JSON.readTree(given().urlEncodingEnabled(false)
                .get("/api/v1/four-keys/" + path)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    @Test
    void restrictsRecordsToWindow() {
        var told = pages("deployments?team=red&from=%s&to=%s".formatted(at(1), at(3)), 2, "deployment_id");

        assertThat(told).containsExactly("s0 1", "s2 1", "s4 1", "s0 2", "s2 2", "s4 2");
    }

    /** What all pages tell, as service and number. */
    private static List<String> pages(String path, int limit, String name) {
        var told = new ArrayList<String>();
        var cursor = "";
        while (cursor != null && told.size() <= SERVICES * RELEASES) {
            var page = given().get("/api/v1/four-keys/%s&limit=%d%s".formatted(path, limit, cursor));
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
            var items = page.jsonPath();
            var size = items.getList("items").size();
            assertThat(size).isLessThanOrEqualTo(limit);
            for (int n = 0; n < size; n++) {
                var item = "items[%d].".formatted(n);
                told.add(items.getString(item + "service") + " "
                        + items.getString(item + name).substring(1));
            }
            cursor = items.getString("next_cursor") == null ? null : "&cursor=" + items.getString("next_cursor");
        }
        return told;
    }

    private static String service(int number) {
        return "s" + number;
    }

    private static Instant at(int release) {
        return JUNE.plus(Duration.ofHours(release));
    }

    private static JsonNode event(String type, int service, int release, String data) throws Exception {
        return JSON.readTree("""
                {"specversion":"1.0","type":"com.company.%s","source":"/records","id":"%1$s-%d-%d","time":"%s",
                "datacontenttype":"application/json","data":{"service_id":"%s",%s}}
                """.formatted(type, service, release, at(release), service(service), data));
    }
}
