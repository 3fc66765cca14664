package dev.milepost.delivery.correlation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.milepost.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class CorrelationsResourceTest {

    private static final String PATH = "/api/v1/correlations";

    private final String name = UUID.randomUUID().toString();
    private final ChangeScenario history = new ChangeScenario(name);

    @Test
    void opensCorrelationWithoutData() {
        contract()
                .noContentType()
                .post(PATH)
                .then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/api/v1/correlations/[-0-9a-f]{36}"))
                .body("id", notNullValue())
                .body("traceparent", matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-01"))
                .body("environment_variables", hasKey("MILEPOST_CORRELATION_ID"));
        contract()
                .contentType("application/json")
                .body("null")
                .post(PATH)
                .then()
                .statusCode(201);
        contract().contentType("application/json").body("{}").post(PATH).then().statusCode(201);
    }

    @Test
    void returnsKnownAttributes() {
        open("""
                {"service_id": "%s", "repository": "github.com/acme/payments", "pr_id": 42}""".formatted(name))
                .body("ci_parameters", hasEntry("service_id", name))
                .body("ci_parameters", hasEntry("pr_id", "42"))
                .body("environment_variables", hasEntry("MILEPOST_SERVICE_ID", name))
                .body("annotations", hasEntry("milepost.dev/repository", "github.com/acme/payments"))
                .body("labels", hasEntry("milepost.dev/pr-id", "42"))
                .body("labels", not(hasKey("milepost.dev/repository")));
    }

    @Test
    void isIdempotentByKey() {
        String first = open("{}", name).statusCode(201).extract().path("id");

        open("{}", name).statusCode(201).body("id", equalTo(first));
        open("{}", name + "2").statusCode(201).body("id", not(equalTo(first)));
        open("{}", "x".repeat(513)).statusCode(400).body("errors", hasSize(1));
    }

    @Test
    void refusesInvalidAttributes() {
        refuse("{\"service_id\": \"\"}").body("errors.pointer", contains("/service_id"));
        refuse("{\"commit_sha\": \"a\\u0000b\"}").body("errors.pointer", contains("/commit_sha"));
        refuse("{\"pr_id\": [1]}").body("errors.pointer", contains("/pr_id"));
        refuse("{\"pr_id\": 4.2}").body("errors.pointer", contains("/pr_id"));
        refuse("{\"service_id\": 42}").body("errors.pointer", contains("/service_id"));
        refuse("{\"servce_id\": \"a\"}")
                .body("errors.detail", contains("is not a known field. Did you mean service_id?"));
        refuse("[]");
        refuse("{");
        contract().contentType("text/plain").body("hello").post(PATH).then().statusCode(415);
    }

    @Test
    void startsHistoryWithOpening() {
        var id = open("{\"service_id\": \"%s\", \"commit_sha\": \"c-%s\"}".formatted(name, name))
                .extract()
                .path("id")
                .toString();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> contract()
                        .get("/api/v1/events?correlation=" + id)
                        .then()
                        .body("items.type", contains("dev.milepost.correlation.opened"))
                        .body("items.service", contains(name)));
        var way = way(id);
        assertThat(links(way)).containsExactly("correlation %s -commit_sha-> change c-%s".formatted(id, name));
    }

    @Test
    void findsCorrelationByAnyId() {
        var correlation = open("{\"service_id\": \"%s\"}".formatted(name))
                .extract()
                .path("id")
                .toString();
        history.send(correlation);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(events(way(history.commit()))).hasSize(7));
        history.awaitNumbers();

        var ids = List.of(correlation, history.commit(), history.deployment(), history.run(), history.pullRequest());
        for (var id : ids) {
            var way = way(id);
            way.body("id", equalTo(id));
            assertThat(events(way)).as(id).containsExactlyElementsOf(history.expectedEvents(correlation));
            assertThat(links(way)).as(id).containsExactlyInAnyOrderElementsOf(history.expectedLinks(correlation));
        }
    }

    @Test
    void acceptsSlashPlainOrEscaped() {
        history.send(name + "/correlation");
        history.awaitNumbers();

        way(history.pullRequest());
        given().urlEncodingEnabled(false)
                .get(PATH + "/github.com/acme/" + name + "!42")
                .then()
                .statusCode(200)
                .body("id", endsWith(name + "!42"));
    }

    @Test
    void answers404ForUnknownId() {
        contract()
                .accept("application/json")
                .get(PATH + "/{id}", name)
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("type", equalTo("/problems/unknown-correlation"));
        given().urlEncodingEnabled(false).get(PATH + "/a%00b").then().statusCode(400);
    }

    private static RequestSpecification contract() {
        return given().filter(Contract.FILTER);
    }

    private static ValidatableResponse open(String request, String key) {
        return contract()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(request)
                .post(PATH)
                .then();
    }

    private static ValidatableResponse open(String request) {
        return contract()
                .contentType("application/json")
                .body(request)
                .post(PATH)
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse refuse(String request) {
        return contract()
                .contentType("application/json")
                .body(request)
                .post(PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private static ValidatableResponse way(String id) {
        return contract().get(PATH + "/{id}", id).then().statusCode(200);
    }

    private static List<String> events(ValidatableResponse way) {
        return way.extract().path("events.id");
    }

    private static List<String> links(ValidatableResponse way) {
        List<Map<String, Object>> links = way.extract().path("links");
        return links.stream()
                .map(link -> "%s -%s-> %s".formatted(end(link.get("from")), link.get("rule"), end(link.get("to"))))
                .toList();
    }

    private static String end(@Nullable Object end) {
        return end instanceof Map<?, ?> map ? map.get("kind") + " " + map.get("id") : String.valueOf(end);
    }
}
