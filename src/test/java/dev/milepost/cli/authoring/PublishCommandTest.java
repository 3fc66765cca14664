package dev.milepost.cli.authoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder to the registry of a running service. */
@QuarkusTest
@Tag("service")
class PublishCommandTest {

    @TempDir
    Path folder;

    private TemplatesFolderFixture templates;

    @BeforeEach
    void write() throws IOException {
        templates = TemplatesFolderFixture.written(
                folder, UUID.randomUUID().toString().substring(0, 8) + "x");
    }

    @Test
    void publishesModulesBeforeGoldenPaths() {
        var output = publish();

        assertThat(output.exitCode()).as(output.text()).isZero();
        assertThat(output.text().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "published module " + templates.name("skeleton") + "@1.0.0",
                        "published module " + templates.name("skeleton") + "@1.1.0",
                        "published template " + templates.name("path") + "@1.0.0",
                        "published template " + templates.name("path") + "@1.1.0",
                        "4 published, 0 already published, 0 rejected");
        given().get("/api/v1/templates/{name}/versions/1.1.0/lock", templates.name("path"))
                .then()
                .statusCode(200)
                .body("modules[0].version", equalTo("1.1.0"));
    }

    @Test
    void isIdempotent() {
        publish();

        var output = publish();

        assertThat(output.exitCode()).isZero();
        assertThat(output.text()).endsWith("0 published, 4 already published, 0 rejected\n");
    }

    @Test
    void reportsRefusalsAndPublishesTheRest() throws IOException {
        publish();
        templates.write("modules/skeleton/1.0.0/skeleton/README.md", "other\n");
        templates.write("modules/skeleton/1.2.0/manifest.yaml", templates.module("1.2.0"));
        templates.write("modules/skeleton/1.2.0/skeleton/a", "a\n");

        var output = publish();

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text())
                .containsPattern("rejected +module +" + templates.name("skeleton") + "@1\\.0\\.0\n +409 ")
                .endsWith("1 published, 3 already published, 1 rejected\n");
    }

    private TemplatesFolderFixture.CommandOutput publish() {
        return templates.call("publish", "--url", "http://localhost:" + RestAssured.port);
    }
}
