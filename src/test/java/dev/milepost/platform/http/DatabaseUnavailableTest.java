package dev.milepost.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A full disk, as PostgreSQL says it: by the SQLSTATE of what could not be written. */
@QuarkusTest
@Tag("service")
class DatabaseUnavailableTest {

    private static final List<String> TABLES =
            List.of("api_token", "catalog_entity", "slo_correction", "event_identity");

    @Inject
    DataSource database;

    private final String service = "full-" + UUID.randomUUID();

    @AfterEach
    void free() {
        new Sql(database).update("drop function if exists no_space() cascade");
    }

    @Test
    void reportsFullDiskAndLosesNothing() {
        fill();

        full(post("/api/v1/access/tokens", "{\"name\": \"%s\", \"roles\": [\"reader\"]}".formatted(service)));
        full(given().filter(Contract.FILTER)
                .contentType("application/json")
                .body("""
                        {"entities": [{"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
                         "metadata": {"name": "%s"},
                         "spec": {"type": "service", "lifecycle": "production", "owner": "team-full"}}}]}""".formatted(service.substring(0, 40)))
                .put("/api/v1/catalog/entities"));
        given().contentType("application/cloudevents+json")
                .body(event())
                .post("/api/v1/events")
                .then()
                .statusCode(202);

        free();

        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/api/v1/events?service=" + service)
                        .then()
                        .statusCode(200)
                        .body("items.size()", equalTo(1)));
        post("/api/v1/access/tokens", "{\"name\": \"%s\", \"roles\": [\"reader\"]}".formatted(service))
                .then()
                .statusCode(201);
    }

    private void fill() {
        var sql = new Sql(database);
        sql.update("""
                create function no_space() returns trigger language plpgsql as $$
                begin
                    raise exception 'could not extend file "base/5/16384": No space left on device' using errcode = '53100';
                end $$""");
        var exist =
                sql.query("select tablename from pg_tables where tablename = any (?)", row -> row.getString(1), TABLES);
        exist.forEach(table ->
                sql.update("create trigger no_space before insert on %s execute function no_space()".formatted(table)));
    }

    private static io.restassured.response.Response post(String path, String body) {
        return given().filter(Contract.FILTER)
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    private static void full(io.restassured.response.Response answer) {
        answer.then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/disk-full"))
                .body("detail", containsString("PostgreSQL has disk space"));
    }

    private String event() {
        return """
                {"specversion": "1.0", "id": "%1$s", "source": "%1$s", "type": "com.company.change.created",
                 "time": "2026-06-10T12:34:00Z", "data": {"commit_sha": "a1b2c3d4", "service_id": "%1$s"}}""".formatted(service);
    }
}
