package dev.milepost.templates.publishing;

import static dev.milepost.testing.TemplatePublisher.contract;
import static dev.milepost.testing.TemplatePublisher.get;
import static dev.milepost.testing.TemplatePublisher.gzip;
import static dev.milepost.testing.TemplatePublisher.post;
import static dev.milepost.testing.TemplatePublisher.tar;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.milepost.templates.trees.TreeFile;
import dev.milepost.testing.Soak;
import dev.milepost.testing.TemplatePublisher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class ModulePublishingTest {

    private final TemplatePublisher publisher = new TemplatePublisher();

    private final Map<String, TreeFile> files = Map.of(
            "manifest.yaml",
            TreeFile.text(publisher.module("mod", "1.0.0", "skeleton: {}")),
            "skeleton/run.sh",
            TreeFile.of("#!/bin/sh\n".getBytes(UTF_8), true));

    @Test
    void refusesChangedContentOfPublishedVersion() {
        publish("application/x-tar", tar(files)).statusCode(201);
        var others = new TreeMap<>(files);
        others.put("skeleton/run.sh", TreeFile.of("#!/bin/sh\n".getBytes(UTF_8), false));

        publish("application/x-tar", tar(others)).statusCode(409).body("type", equalTo("/problems/version-taken"));
        publish("application/yaml", publisher.module("mod", "1.0.0").getBytes(UTF_8))
                .statusCode(409);
    }

    @Test
    void locatesModuleFolder() {
        var body = publisher.module("mod", "1.0.0").getBytes(UTF_8);
        var versions = "/modules/" + publisher.name("mod") + "/versions";

        post(versions + "?source=https%3A%2F%2Fgit.example%2Ft%2F", "application/yaml", body)
                .statusCode(201)
                .body("source", equalTo("https://git.example/t/"));
        post(versions, "application/yaml", body).statusCode(200).body("source", equalTo("https://git.example/t/"));
        post(versions + "?source=https%3A%2F%2Fgit.example%2Fu%2F", "application/yaml", body)
                .statusCode(200)
                .body("source", equalTo("https://git.example/u/"));
        for (var wrong : new String[] {"file:///etc", "nowhere", "https://user:secret@host/", "https:///x", "a b"}) {
            post(versions + "?source=" + URLEncoder.encode(wrong, UTF_8), "application/yaml", body)
                    .statusCode(400)
                    .body("errors.pointer", contains("source"));
        }
    }

    @Test
    void refusesArchivesWithoutModule() {
        publish("application/x-tar", tar(Map.of("skeleton/a", TreeFile.text("b"))))
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-module-archive"));
        var strange = new TreeMap<>(files);
        strange.put("skeletn/a", TreeFile.text("b"));
        publish("application/x-tar", tar(strange)).statusCode(422).body("errors.pointer", contains("skeletn/a"));
        var twice = new TreeMap<>(files);
        twice.put("manifest.json", TreeFile.text("{}"));
        publish("application/x-tar", tar(twice)).statusCode(422);
        var undeclared = new TreeMap<>(files);
        undeclared.put("manifest.yaml", TreeFile.text(publisher.module("mod", "1.0.0")));
        publish("application/x-tar", tar(undeclared))
                .statusCode(422)
                .body("errors.pointer", contains("/spec/skeleton"));
        publish(
                        "application/yaml",
                        publisher.module("mod", "1.0.0", "skeleton: {}").getBytes(UTF_8))
                .statusCode(422)
                .body("errors.pointer", contains("/spec/skeleton"));
        publish("application/x-tar", "no tar at all".repeat(1_000).getBytes(UTF_8))
                .statusCode(422)
                .body("type", equalTo("/problems/unreadable-archive"));
        publish("application/xml", "<a/>".getBytes(UTF_8))
                .statusCode(415)
                .body("detail", containsString("application/x-tar"));
        contract()
                .post("/api/v1/modules/" + publisher.name("mod") + "/versions")
                .then()
                .statusCode(415);

        get("/modules/" + publisher.name("mod")).statusCode(404);
    }

    @Test
    @Tag(Soak.ALONE)
    void refusesTooLargeBodies() {
        publish("application/x-tar", new byte[ModuleArchive.BYTES + 1]).statusCode(413);
        publish("application/yaml", new byte[(1 << 20) + 1]).statusCode(413);
        publish("application/gzip", gzip(new byte[64 << 20])).statusCode(422);

        get("/modules/" + publisher.name("mod")).statusCode(404);
    }

    private ValidatableResponse publish(String contentType, byte[] body) {
        return post("/modules/" + publisher.name("mod") + "/versions", contentType, body);
    }
}
