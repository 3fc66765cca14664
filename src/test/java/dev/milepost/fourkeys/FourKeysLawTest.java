package dev.milepost.fourkeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.EventReader;
import dev.milepost.events.GoldenEvent;
import dev.milepost.events.Projection;
import dev.milepost.platform.Sql;
import dev.milepost.testing.Case;
import dev.milepost.testing.Differences;
import dev.milepost.testing.history.RandomHistory;
import dev.milepost.testing.history.RandomQuestions;
import dev.milepost.testing.oracle.FourKeysOracle;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is answered is what {@code metrics.md} says of the same events, whatever sums they are read from. */
@QuarkusTest
class FourKeysLawTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    DataSource database;

    @Inject
    EventReader reader;

    @Inject
    @All
    List<Projection> projections;

    static Stream<Case> cases() {
        return Case.conformance().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersTheConformanceCases(Case history) throws Exception {
        tell(history.events());

        for (var query : history.queries()) {
            assertThat(Differences.between(query.expect(), ask(query.params())))
                    .as(query.params().toString())
                    .isEmpty();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersAsTheDefinitionDoes(long seed) throws Exception {
        var history = RandomHistory.withoutContradictions(seed, 60);
        var oracle = new FourKeysOracle(history.events());
        tell(history.events());

        for (var params : RandomQuestions.about(history.services(), seed)) {
            assertThat(Differences.between(oracle.answer(params), ask(params)))
                    .as(params.toString())
                    .isEmpty();
        }
    }

    private void tell(List<JsonNode> events) throws Exception {
        // What other tests left on its way would come in between.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(given().get("/api/v1/pipeline").<Integer>path("lag_events"))
                        .isZero());
        var sql = new Sql(database);
        sql.update("""
                truncate change, deployment_report, deployment, incident_report, incident, delivery_service, dirty_mark,
                dimension, deployment_link, delivery, commit_reach, awaited_change, incident_link, delivery_rollup,
                service_history
                """);
        var read = new LinkedHashMap<Object, GoldenEvent>();
        for (var event : events) {
            var golden = reader.read(new JsonFormat().deserialize(JSON.writeValueAsBytes(event)), Instant.now());
            read.putIfAbsent(golden.identity(), golden);
        }
        QuarkusTransaction.requiringNew().run(() -> projections.forEach(p -> p.apply(List.copyOf(read.values()))));
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> sql.query("select count(*) as n from dirty_mark", r -> r.getInt("n"))
                        .equals(List.of(0)));
    }

    private static JsonNode ask(Map<String, List<String>> params) throws Exception {
        var request = given();
        params.forEach((name, values) -> request.queryParam(name, values));
        var response = request.get("/api/v1/four-keys");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return JSON.readTree(response.asString());
    }
}
