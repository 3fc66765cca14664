package dev.milepost.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Publishes golden paths and modules under names that no other test has. */
public final class TemplatePublisher {

    private final String suffix = UUID.randomUUID().toString().substring(0, 8) + "x";

    /** A name of this author's. */
    public String name(String word) {
        return word + "-" + suffix;
    }

    /** Replaces {@code @name} by a name of this author's. */
    public String own(String text) {
        return text.replaceAll("@([a-z]+)", "$1-" + suffix);
    }

    /** @param spec further members, such as {@code requires: [{module: @base}]}; lines are indented by two */
    public String module(String name, String version, String... spec) {
        return manifest("Module", name, version, "phase: scaffold", spec);
    }

    public String goldenPath(String name, String version, String... spec) {
        return manifest("GoldenPath", name, version, "type: service\n  lifecycle: production", spec);
    }

    private String manifest(String kind, String name, String version, String first, String... spec) {
        return own("""
                apiVersion: milepost.dev/v1
                kind: %s
                metadata: {name: "@%s", title: A title, owner: platform, version: %s, tags: [java]}
                spec:
                  %s
                  changelog: {added: [something]}
                  %s
                """.formatted(kind, name, version, first, String.join("\n  ", spec)));
    }

    /** Parameters by these names, as a page of them. */
    public static String asks(String... names) {
        var properties = new StringBuilder();
        for (var name : names) {
            properties.append(properties.isEmpty() ? "" : ", ").append(name).append(": {type: string}");
        }
        return "parameters: {title: Page, properties: {%s}}".formatted(properties);
    }

    public ValidatableResponse publishModule(String name, String manifest) {
        return post("/modules/" + name(name) + "/versions", "application/yaml", manifest.getBytes(UTF_8));
    }

    public ValidatableResponse publish(String name, String manifest) {
        return post("/templates/" + name(name) + "/versions", "application/yaml", manifest.getBytes(UTF_8));
    }

    public static ValidatableResponse post(String path, String contentType, byte[] body) {
        return contract()
                .contentType(contentType)
                .body(body)
                .post("/api/v1" + path)
                .then();
    }

    public static ValidatableResponse postJson(String path, Map<String, ?> body) {
        return contract()
                .contentType("application/json")
                .body(body)
                .post("/api/v1" + path)
                .then();
    }

    public static ValidatableResponse put(String path, Map<String, ?> body) {
        return contract()
                .contentType("application/json")
                .body(body)
                .put("/api/v1" + path)
                .then();
    }

    public static ValidatableResponse delete(String path) {
        return contract().delete("/api/v1" + path).then();
    }

    public static ValidatableResponse get(String path) {
        return contract().get("/api/v1" + path).then();
    }

    public ValidatableResponse promote(String template, String channel, String version) {
        return put(
                "/templates/" + name(template) + "/channels/" + channel,
                Map.of("version", version, "reason", "it is good"));
    }

    public static RequestSpecification contract() {
        return given().filter(Contract.FILTER).urlEncodingEnabled(false);
    }

    public static byte[] tar(Map<String, TreeFile> files) {
        return TarArchive.write(FileTree.of(files));
    }

    public static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
