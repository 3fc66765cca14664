package dev.milepost.templates.goldenpaths;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script by which pipelines have catalog-info.yaml judged, against the service. */
@QuarkusTest
@Tag("service")
class CatalogScriptTest {

    @TempDir
    Path folder;

    @BeforeEach
    void scaffold() {
        assumeTrue(Stream.of("bash", "jq", "curl").allMatch(ProcessResult::isThere));
        given().contentType("application/json")
                .body("""
                {"entities": [
                  {"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "Group", "metadata": {"name": "catalog-script"},
                    "spec": {"type": "team", "children": []}}},
                  {"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "System",
                    "metadata": {"name": "catalog-script"}, "spec": {"owner": "catalog-script"}}}]}""")
                .put("/api/v1/catalog/entities")
                .then()
                .statusCode(200);
        var others = Map.<String, JsonNode>of(
                "name", TextNode.valueOf("catalog-script"),
                "owner", TextNode.valueOf("group:default/catalog-script"),
                "system", TextNode.valueOf("catalog-script"));
        Scaffolded.of(Scaffolded.newest("node-service").goldenPath(), others).write(folder);
    }

    @Test
    void passesValidEntity() {
        var result = run("").succeeds();

        assertThat(result.output()).doesNotContain("error", "::warning::");
    }

    @Test
    void failsInvalidEntityWithReason() throws IOException {
        change("milepost.dev/tier: \"1\"", "milepost.dev/tier: \"nine\"");

        var result = run("");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("error annotation-shape /metadata/annotations/milepost.dev~1tier: ");
    }

    @Test
    void failsUnreadableFile() throws IOException {
        change("kind: Component", "kind: [Component");

        assertThat(run("").exitCode()).isEqualTo(1);
    }

    @Test
    void passesWhenMilepostIsUnreachable() {
        var result = run("/elsewhere").succeeds();

        assertThat(result.output()).contains("::warning::Milepost did not judge catalog-info.yaml (404)");
    }

    private void change(String from, String to) throws IOException {
        var file = folder.resolve("catalog-info.yaml");
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    /** @param beneath where Milepost is taken to be, beneath its address */
    private ProcessResult run(String beneath) {
        var address = "http://localhost:" + RestAssured.port + beneath;
        var variables = Map.of("MILEPOST_URL", address, "MILEPOST_TOKEN", "");
        return ProcessResult.run(folder, variables, "bash", ".github/scripts/validate-catalog.sh", "catalog-info.yaml");
    }
}
