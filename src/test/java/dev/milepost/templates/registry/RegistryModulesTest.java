package dev.milepost.templates.registry;

import static dev.milepost.testing.TemplatePublisher.contract;
import static dev.milepost.testing.TemplatePublisher.get;
import static dev.milepost.testing.TemplatePublisher.gzip;
import static dev.milepost.testing.TemplatePublisher.post;
import static dev.milepost.testing.TemplatePublisher.tar;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.testing.TemplatePublisher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class RegistryModulesTest {

    private static final byte[] BINARY = {0, 1, (byte) 0xFF, 2};

    @Inject
    Registry registry;

    private final TemplatePublisher publisher = new TemplatePublisher();

    private final Map<String, TreeFile> files = Map.of(
            "manifest.yaml",
            TreeFile.text(publisher.module("mod", "1.0.0", "skeleton: {}")),
            "README.md",
            TreeFile.text("# read me"),
            "skeleton/src/a b.txt",
            TreeFile.text("hello ${{ values.name }}\n"),
            "skeleton/run.sh",
            TreeFile.of("#!/bin/sh\n".getBytes(UTF_8), true),
            "skeleton/logo.png",
            TreeFile.of(BINARY, false));

    @Test
    void storesAndReturnsFiles() throws IOException {
        publish("application/x-tar", tar(files))
                .statusCode(201)
                .body("files.path", contains("logo.png", "run.sh", "src/a b.txt"))
                .body("files.size", contains(4, 10, 25))
                .body("files.executable", contains(false, true, false));
        publish("application/gzip", gzip(tar(files))).statusCode(200);

        var version = "/modules/" + publisher.name("mod") + "/versions/1.0.0";
        get(version + "/files/src%2Fa%20b.txt")
                .statusCode(200)
                .contentType("application/octet-stream")
                .body(equalTo("hello ${{ values.name }}\n"));
        var file = get(version + "/files/logo.png")
                .statusCode(200)
                .header("ETag", notNullValue())
                .extract();
        assertThat(file.body().asByteArray()).isEqualTo(BINARY);
        contract()
                .header("If-None-Match", file.header("ETag"))
                .get("/api/v1" + version + "/files/logo.png")
                .then()
                .statusCode(304)
                .body(emptyString());
        given().urlEncodingEnabled(false)
                .get("/api/v1" + version + "/files/src/a%20b.txt")
                .then()
                .statusCode(200)
                .body(equalTo("hello ${{ values.name }}\n"));
        get(version + "/files/none").statusCode(404).body("type", equalTo("/problems/unknown-file"));
        get(version + "/files/..%2Fmanifest.yaml").statusCode(404);
        var archive = get(version + "/skeleton.tar")
                .statusCode(200)
                .contentType("application/x-tar")
                .extract();
        assertThat(TarArchive.read(archive.asByteArray()).files().keySet())
                .containsExactly("logo.png", "run.sh", "src/a b.txt");
    }

    @Test
    void returnsLockWithFiles() {
        publish("application/x-tar", tar(files)).statusCode(201);
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", "modules: [{module: \"@mod\", range: ^1.0}]"))
                .statusCode(201);

        var resolved = registry.findResolved(publisher.name("path"), "1.0.0").orElseThrow();

        assertThat(resolved.lock().modules())
                .singleElement()
                .satisfies(module -> assertThat(module.digest())
                        .isEqualTo(get("/modules/" + publisher.name("mod") + "/versions/1.0.0")
                                .extract()
                                .path("digest")));
        assertThat(resolved.modules()
                        .get(0)
                        .skeleton()
                        .find("logo.png")
                        .orElseThrow()
                        .content())
                .isEqualTo(BINARY);
        assertThat(resolved.modules().get(0).source()).isNull();
    }

    @Test
    void listsModules() {
        publish("application/x-tar", tar(files)).statusCode(201);

        get("/modules?phase=scaffold&limit=1000&owner=platform")
                .statusCode(200)
                .body("items.name", hasItem(publisher.name("mod")));
        get("/modules?phase=deploy&limit=1000&tag=java")
                .body("items.find { it.name == '" + publisher.name("mod") + "' }", nullValue());
        get("/modules/" + publisher.name("mod"))
                .statusCode(200)
                .body("phase", equalTo("scaffold"))
                .body("versions.version", contains("1.0.0"))
                .body("versions.channels", equalTo(List.of(List.of())));
    }

    private ValidatableResponse publish(String contentType, byte[] body) {
        return post("/modules/" + publisher.name("mod") + "/versions", contentType, body);
    }
}
