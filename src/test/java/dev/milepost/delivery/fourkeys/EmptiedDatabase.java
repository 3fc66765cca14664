package dev.milepost.delivery.fourkeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.catalog.ownership.ServiceHistoryChanged;
import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.Projection;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.oracle.CatalogRecord;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The service's store, emptied, and what is told to it below HTTP and Kafka: so that questions may be about everything. */
@ApplicationScoped
class EmptiedDatabase {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;
    private final EventReader reader;
    private final List<Projection> projections;
    private final Event<ServiceHistoryChanged> changed;

    EmptiedDatabase(
            DataSource database,
            EventReader reader,
            @All List<Projection> projections,
            Event<ServiceHistoryChanged> changed) {
        this.sql = new Sql(database);
        this.reader = reader;
        this.projections = projections;
        this.changed = changed;
    }

    void empty() {
        // What other tests left on its way would come in between.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(given().get("/api/v1/pipeline").<Integer>path("lag_events"))
                        .isZero());
        sql.update("""
                truncate change, build, pull_request_report, pull_request, merged_commit, deployment_report, deployment, incident_report, incident, delivery_service, recomputation_request,
                dimension, deployment_link, delivery, reached_commit, awaited_change, incident_link, delivery_rollup,
                service_history, system_history, recomputation_attempt
                """);
    }

    /** Tells events, each identity once, and waits until they are in the numbers. */
    void tell(List<JsonNode> events) {
        var read = new LinkedHashMap<Object, GoldenEvent>();
        for (var event : events) {
            var golden = read(event);
            read.putIfAbsent(golden.identity(), golden);
        }
        QuarkusTransaction.requiringNew().run(() -> projections.forEach(p -> p.apply(List.copyOf(read.values()))));
        awaitRecomputation();
    }

    /** Tells what a catalog knows, and waits until the numbers follow. */
    void know(List<CatalogRecord> catalog) {
        QuarkusTransaction.requiringNew().run(() -> {
            catalog.forEach(this::insert);
            changed.fire(new ServiceHistoryChanged(catalog.stream()
                    .collect(Collectors.toMap(
                            CatalogRecord::service,
                            CatalogRecord::from,
                            (one, other) -> one.isBefore(other) ? one : other))));
        });
        awaitRecomputation();
    }

    private void insert(CatalogRecord known) {
        sql.update(
                """
                insert into service_history
                    (service, valid_from, origin, team, system, domain, template, template_version)
                values (?, ?, 'catalog', ?::text, ?::text, ?::text, ?::text, ?::text)
                """,
                known.service(),
                known.from(),
                known.team(),
                known.system(),
                known.domain(),
                known.template(),
                known.version());
    }

    void awaitRecomputation() {
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> sql.query("select count(*) as n from recomputation_request", row -> row.getInt("n"))
                        .equals(List.of(0)));
    }

    private GoldenEvent read(JsonNode event) {
        try {
            return reader.read(new JsonFormat().deserialize(JSON.writeValueAsBytes(event)), Instant.now());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks as a client does. */
    static JsonNode ask(Map<String, List<String>> params) {
        var request = given();
        params.forEach((name, values) -> request.queryParam(name, values));
        var response = request.get("/api/v1/four-keys");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        try {
            return JSON.readTree(response.asString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
