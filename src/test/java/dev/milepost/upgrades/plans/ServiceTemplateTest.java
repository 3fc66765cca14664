package dev.milepost.upgrades.plans;

import static dev.milepost.upgrades.plans.GoldenPaths.get;
import static dev.milepost.upgrades.plans.GoldenPaths.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.platform.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What template version a service has, and the way from it to another. */
@QuarkusTest
@Tag("service")
class ServiceTemplateTest {

    @Inject
    DataSource database;

    private final GoldenPaths paths = new GoldenPaths();
    private Instant later = Instant.EPOCH;

    @BeforeEach
    void publish() {
        TwoReleases.publish(paths);
        later = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Test
    void returnsUpgradePath() {
        get("/templates/" + paths.name("path") + "/upgrade?from=1.0.0")
                .statusCode(200)
                .body("from", equalTo("1.0.0"))
                .body("to", equalTo("1.1.0"))
                .body("versions.version", contains("1.1.0"))
                .body("versions[0].changelog.added", contains("version 1.1.0"))
                .body("versions[0].modules[0].changelog.added", contains("the module of 1.1.0"))
                .body("parameters.added.name", contains("contact"))
                .body("parameters.added.needed", contains(true))
                .body("parameters.renamed[0].from", equalTo("greeting"))
                .body("parameters.renamed[0].to", equalTo("salutation"))
                .body("parameters.changed.name", contains("region"))
                .body("parameters.removed.size()", equalTo(0))
                .body("modules.changed[0].from", equalTo("1.0.0"))
                .body("migrations.kind", contains("move", "manual"))
                .body("migrations[0].arguments.to", equalTo("docs/NOTES.md"))
                .body("breaking.size()", equalTo(0));
    }

    @Test
    void refusesUnknownUpgradePaths() {
        var path = "/templates/" + paths.name("path") + "/upgrade";

        get(path).statusCode(400).body("errors.pointer", contains("from"));
        get(path + "?from=1.1.0&to=1.0.0").statusCode(422).body("type", equalTo("/problems/no-upgrade"));
        get(path + "?from=1.0.0&to=7.0.0").statusCode(404).body("type", equalTo("/problems/unknown-release"));
        get(path + "?from=1.0.0&to=beta").statusCode(404);
        get(path + "?from=stable&to=stable").statusCode(200).body("versions.size()", equalTo(0));
        get("/templates/none/upgrade?from=1.0.0").statusCode(404);
    }

    @Test
    void returnsTemplateOfService() {
        send(List.of(paths.scaffolded("a", "1.0.0", later, Map.of("name", "a"))));

        get("/services/" + paths.name("a") + "/template")
                .statusCode(200)
                .body("template", equalTo(paths.name("path")))
                .body("version", equalTo("1.0.0"))
                .body("since", equalTo(later.toString()))
                .body("known_by", equalTo("run"))
                .body("run.team", equalTo("payments"))
                .body("run.buildable", equalTo(true))
                .body("newest.version", equalTo("1.1.0"))
                .body("newest.breaking", equalTo(false))
                .body("newest_compatible.version", equalTo("1.1.0"))
                .body("behind.versions", equalTo(1))
                .body("behind.days", equalTo(0))
                .body("upgrade", equalTo("/api/v1/templates/" + paths.name("path") + "/upgrade?from=1.0.0&to=1.1.0"));
        get("/services/" + paths.name("unknown") + "/template")
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-service-template"));
    }

    @Test
    void recordsRunWithoutSecrets() {
        send(List.of(paths.scaffolded("r", "1.0.0", later, Map.of("name", "r", "token", "s3cret", "stray", "s3cret"))));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(recorded("task-r")).containsExactly("{\"name\":\"r\"} 14400 true"));
        assertThat(new Sql(database)
                        .query(
                                "select count(*) from rendered_base b join scaffold_run r using (lock_digest, parameters_digest)"
                                        + " where r.template = ? and r.task_id = 'task-r'",
                                row -> row.getInt(1),
                                paths.name("path")))
                .containsExactly(1);
    }

    @Test
    void recordsNoTimeSavedOfLaterVersion() {
        send(List.of(paths.scaffolded("p", "1.0.0", Instant.parse("2026-01-01T00:00:00Z"), Map.of("name", "p"))));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(recorded("task-p")).containsExactly("{\"name\":\"p\"} null true"));
    }

    @Test
    void resolvesVersionPublishedAfterRun() {
        send(List.of(paths.scaffolded("w", "1.2.0", later, Map.of("name", "w"))));
        get("/services/" + paths.name("w") + "/template").statusCode(200).body("published", equalTo(false));

        paths.publish("1.2.0", TwoReleases.NEXT_MANIFEST, TwoReleases.NEXT_SKELETON);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(recorded("task-w")).containsExactly("{\"name\":\"w\"} null true"));
        get("/services/" + paths.name("w") + "/template")
                .body("published", equalTo(true))
                .body("newest", nullValue());
    }

    private List<String> recorded(String task) {
        return new Sql(database)
                .query(
                        "select parameters, time_saved_seconds, rendered_digest is not null as rendered from scaffold_run"
                                + " where template = ? and task_id = ? and recorded_at is not null",
                        row -> "%s %s %s".formatted(row.getString(1), row.getString(2), row.getBoolean(3)),
                        paths.name("path"),
                        task);
    }
}
