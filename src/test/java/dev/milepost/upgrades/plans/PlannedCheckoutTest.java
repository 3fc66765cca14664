package dev.milepost.upgrades.plans;

import static dev.milepost.upgrades.plans.GoldenPaths.contract;
import static dev.milepost.upgrades.plans.GoldenPaths.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole checkouts in, and trees and patches out. */
@QuarkusTest
@Tag("service")
class PlannedCheckoutTest {

    private final GoldenPaths paths = new GoldenPaths();
    private Instant later = Instant.EPOCH;

    @BeforeEach
    void publish() {
        TwoReleases.publish(paths);
        later = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Test
    void answersTreeAndPatch() {
        send(List.of(paths.scaffolded("p", "1.0.0", later, Map.of("name", "p"))));
        paths.publish("1.0.1", TwoReleases.MANIFEST, TwoReleases.SKELETON);
        var tree = new HashMap<String, TreeFile>();
        TwoReleases.files("p", "Hello").forEach((path, text) -> tree.put("p-main/" + path, TreeFile.text(text)));
        tree.put("p-main/.gitignore", TreeFile.text("*.log\n"));
        tree.put("p-main/run.log", TreeFile.text("x"));
        var body = TarArchive.write(FileTree.of(tree));

        contract()
                .contentType("application/x-tar")
                .body(body)
                .post("/api/v1/services/" + paths.name("p") + "/upgrade-plan?to=1.0.1")
                .then()
                .statusCode(200)
                .body("folder", equalTo("p-main"))
                .body("passed_over.path", contains("run.log"))
                .body("passed_over.reason", contains("ignored"))
                .body("files_passed_over", equalTo(1));
        var archive = contract()
                .contentType("application/x-tar")
                .accept("application/x-tar")
                .body(body)
                .post("/api/v1/services/" + paths.name("p") + "/upgrade-plan?to=1.0.1")
                .then()
                .statusCode(200)
                .contentType("application/x-tar")
                .extract()
                .asByteArray();
        assertThat(TarArchive.read(archive).find("from.txt").flatMap(TreeFile::text))
                .contains("1.0.1 task-p\n");
        contract()
                .contentType("application/x-tar")
                .accept("text/x-patch")
                .body(body)
                .post("/api/v1/services/" + paths.name("p") + "/upgrade-plan?to=1.0.1")
                .then()
                .statusCode(200)
                .body(containsString("-1.0.0 task-p\n+1.0.1 task-p\n"));
    }

    @Test
    void asksForValuesThatNoRunHasRecorded() {
        send(List.of(paths.scaffolded("a", "1.0.0", later, Map.of("name", "a"))));

        paths.plan("a", Map.of("files", TwoReleases.files("a", "Hello"), "parameters", Map.of("contact", "jane")))
                .statusCode(200)
                .body("asked.size()", equalTo(0));
        paths.plan(
                        "b",
                        Map.of(
                                "from",
                                paths.name("path") + "@1.0.0",
                                "parameters",
                                Map.of("name", "b", "contact", "jane"),
                                "files",
                                TwoReleases.files("b", "Hello")))
                .statusCode(200)
                .body("asked.name", containsInAnyOrder("salutation", "region"));
    }

    @Test
    void refusesFilesOfAnotherService() {
        send(List.of(paths.scaffolded("w", "1.0.0", later, Map.of("name", "w"))));

        paths.plan("w", Map.of("parameters", Map.of("contact", "jane"), "files", Map.of("main.go", "package main\n")))
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-plan-request"))
                .body("errors.pointer", contains("/files"))
                .body("detail", containsString("README.md"));
    }
}
