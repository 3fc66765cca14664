package dev.milepost.upgrades.plans;

import static dev.milepost.upgrades.plans.GoldenPaths.contract;
import static dev.milepost.upgrades.plans.GoldenPaths.get;
import static dev.milepost.upgrades.plans.GoldenPaths.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.platform.sql.Sql;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.testing.Soak;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@Tag("service")
class UpgradePlanResourceTest {

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
    void mergesEditedService() {
        send(List.of(paths.scaffolded("s", "1.0.0", later, Map.of("name", "s", "greeting", "Good day"))));
        var files = TwoReleases.files("s", "Good day");
        files.put("README.md", "# s\n\nGood day\n\nmine\n");
        files.put("config.txt", "A\nb\nc\nd\ne\n");
        files.put("pipeline.yaml", "steps: [build, mine]\n");
        files.put("src/main.txt", "our code\n");
        files.put("NOTES.md", "ONE\ntwo\nthree\nfour\n");
        files.put("ours.txt", "ours\n");
        files.remove("gone.txt");

        paths.plan("s", Map.of("to", "1.1.0", "files", files, "parameters", Map.of("contact", "jane")))
                .statusCode(200)
                .body("from", equalTo("1.0.0"))
                .body("to", equalTo("1.1.0"))
                .body("parameters.salutation", equalTo("Good day"))
                .body("conflicts", equalTo(1))
                .body("summary.conflict", equalTo(1))
                .body("migrations.done", contains(true, false))
                .body("pull_request.description", containsString("## Conflicts to resolve\n\n- `README.md`"))
                .body("pull_request.description", containsString("## Files to delete\n\n- `NOTES.md`\n- `old.txt`"))
                .body("files.path", not(hasItem("ours.txt")))
                .body(file("README.md") + ".outcome", equalTo("conflict"))
                .body(file("README.md") + ".content.text", containsString("<<<<<<<"))
                .body(file("README.md") + ".content.text", containsString("|||||||"))
                .body(file("config.txt") + ".outcome", equalTo("clean"))
                .body(file("config.txt") + ".content.text", equalTo("A\nb\nc\nd\nE\n"))
                .body(file("pipeline.yaml") + ".outcome", equalTo("drifted"))
                .body(file("pipeline.yaml") + ".behaviour", equalTo("managed"))
                .body(file("src/main.txt") + ".outcome", equalTo("seeded"))
                .body(file("src/main.txt") + ".content", nullValue())
                .body(file("gone.txt") + ".outcome", equalTo("user_deleted"))
                .body(file("old.txt") + ".outcome", equalTo("removed"))
                .body(file("new.txt") + ".outcome", equalTo("added"))
                .body(file("new.txt") + ".content.text", equalTo("jane\n"))
                .body(file("docs/NOTES.md") + ".outcome", equalTo("clean"))
                .body(file("docs/NOTES.md") + ".moved_from", equalTo("NOTES.md"))
                .body(file("docs/NOTES.md") + ".content.text", equalTo("ONE\ntwo\nthree\nFOUR\n"))
                .body(file("from.txt") + ".outcome", equalTo("clean"))
                .body(file("from.txt") + ".content.text", equalTo("1.1.0 task-s\n"));
        assertThat(new Sql(database)
                        .query(
                                "select clean || ' ' || conflicted from upgrade_plan_count where service = ?",
                                row -> row.getString(1),
                                paths.name("s")))
                .containsExactly("0 1");
    }

    @Test
    void changesNothingOfUpgradedService() {
        send(List.of(
                paths.scaffolded("t", "1.0.0", later.minusSeconds(60), Map.of("name", "t")),
                paths.event(
                        "scaffold.completed",
                        later,
                        Map.of(
                                "task_id", "upgrade-t",
                                "kind", "upgrade",
                                "template_id", paths.name("path"),
                                "template_version", "1.1.0",
                                "service_id", paths.name("t"),
                                "status", "success",
                                "parameters", Map.of("name", "t", "salutation", "Hello", "contact", "jane")))));
        get("/services/" + paths.name("t") + "/template").body("version", equalTo("1.1.0"));

        paths.plan("t", Map.of("files", Map.of("from.txt", "1.1.0 task-t\n", "new.txt", "jane\n")))
                .statusCode(200)
                .body(file("from.txt") + ".outcome", equalTo("unchanged"))
                .body(file("new.txt") + ".outcome", equalTo("unchanged"))
                .body("migrations.size()", equalTo(0));
    }

    @Test
    void acceptsTarArchive() {
        send(List.of(paths.scaffolded("z", "1.0.0", later, Map.of("name", "z"))));
        paths.publish("1.0.1", TwoReleases.MANIFEST, TwoReleases.SKELETON);
        var tree = new HashMap<String, TreeFile>();
        TwoReleases.files("z", "Hello").forEach((path, text) -> tree.put(path, TreeFile.text(text)));

        contract()
                .contentType("application/x-tar")
                .body(TarArchive.write(FileTree.of(tree)))
                .post("/api/v1/services/" + paths.name("z") + "/upgrade-plan?to=1.0.1")
                .then()
                .statusCode(200)
                .body("conflicts", equalTo(0))
                .body("summary.unchanged", equalTo(7))
                .body(file("from.txt") + ".content.text", equalTo("1.0.1 task-z\n"));
    }

    @Test
    void plansForServiceWithoutRun() {
        var from = paths.name("path") + "@1.0.0";

        paths.plan("n", Map.of("files", Map.of()))
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-service-template"));
        paths.plan("n", Map.of("from", from, "files", Map.of()))
                .statusCode(409)
                .body("type", equalTo("/problems/unknown-base"))
                .body("detail", containsString("parameters"));
        paths.plan(
                        "n",
                        Map.of(
                                "from",
                                from,
                                "parameters",
                                Map.of("name", "n", "contact", "jane"),
                                "files",
                                TwoReleases.files("n", "Hello")))
                .statusCode(200)
                .body(file("config.txt") + ".outcome", equalTo("clean"))
                .body(file("README.md") + ".outcome", equalTo("clean"));
    }

    @Test
    void reportsMissingOrInvalidParameters() {
        send(List.of(paths.scaffolded("m", "1.0.0", later, Map.of("name", "m"))));

        paths.plan("m", Map.of("files", Map.of()))
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-plan-request"))
                .body("errors.pointer", contains("/parameters/contact"));
        paths.plan("m", Map.of("files", Map.of(), "parameters", Map.of("contact", "x", "nothing", 1)))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/parameters/contact", "/parameters/nothing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {                          | 400",
                "application/json | []                         | 422",
                "application/json | {}                         | 422",
                "application/json | {'files': {'../x': 'x'}}   | 422",
                "application/json | {'files': {'x': 7}}        | 422",
                "application/json | {'files': {'x': {'base64': '?'}}} | 422",
                "application/json | {'files': {}, 'file': {}}  | 422",
                "application/x-tar| no archive                 | 422",
                "application/gzip | no archive                 | 422",
                "text/plain       | x                          | 415",
            })
    void refusesMalformedRequests(String type, String body, int status) {
        contract()
                .contentType(type.strip())
                .body(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/services/" + paths.name("x") + "/upgrade-plan")
                .then()
                .statusCode(status)
                .body("type", notNullValue());
    }

    /** Its tree would take more memory than one request can have. */
    @Test
    @Tag(Soak.ALONE)
    void refusesValuesThatDoNotFit() {
        contract()
                .contentType("application/json")
                .body(("{\"to\": [" + "{},".repeat(8 << 20) + "{}]}").getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/services/" + paths.name("x") + "/upgrade-plan")
                .then()
                .statusCode(413)
                .body("type", equalTo("/problems/too-large"))
                .body("detail", containsString("fewer values"));
    }

    private static String file(String path) {
        return "files.find { it.path == '" + path + "' }";
    }
}
