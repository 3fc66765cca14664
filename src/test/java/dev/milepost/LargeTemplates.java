package dev.milepost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Golden paths and modules that take much memory, or would without limits. */
final class LargeTemplates {

    private static final String YAML = "application/yaml";

    private final SmallHeapService service;

    LargeTemplates(SmallHeapService service) {
        this.service = service;
    }

    private static String name() {
        return "large-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String module(String name, String version, String spec) {
        return """
                apiVersion: milepost.dev/v1
                kind: Module
                metadata: {name: %s, title: Large, owner: "group:default/heap", version: %s}
                spec:
                  phase: scaffold
                  changelog: {added: [x]}
                %s""".formatted(name, version, spec);
    }

    private static String goldenPath(String name, List<String> modules) {
        return """
                apiVersion: milepost.dev/v1
                kind: GoldenPath
                metadata: {name: %s, title: Large, owner: "group:default/heap", version: 1.0.0}
                spec:
                  type: service
                  lifecycle: production
                  changelog: {added: [x]}
                  modules: [%s]
                """.formatted(
                name,
                modules.stream().map("{module: %s, range: '*'}"::formatted).collect(Collectors.joining(", ")));
    }

    /** Publishes a golden path with a module whose rendering takes much memory. */
    String publish(String content) throws Exception {
        var module = name();
        var keys = new StringBuilder();
        for (int i = 0; i < 8_000; i++) {
            keys.append('k').append(i).append(":1,");
        }
        var manifest = content.equals("values")
                ? "  skeleton: {values: {x: '{% if 1 %}[{% for i in range(0,5000) %}" + "{},".repeat(1_000)
                        + "{% endfor %}0]{% endif %}'}}\n"
                : "  skeleton: {}\n";
        var file = content.equals("values")
                ? "x"
                : "{% set x = 1 %}{% for i in range(0,20000) %}{% set x = {" + keys + "z:x} %}{% endfor %}x";
        publish(module, manifest, file.getBytes(StandardCharsets.UTF_8), 1);
        var path = name();
        assertThat(service.post(
                                "/api/v1/templates/" + path + "/versions",
                                YAML,
                                BodyPublishers.ofString(goldenPath(path, List.of(module))))
                        .statusCode())
                .isEqualTo(201);
        return path;
    }

    /** Publishes a module with a skeleton, which is sent compressed. */
    String publishSkeleton(int bytes) throws Exception {
        var module = name();
        publish(module, "  skeleton: {}\n", new byte[4 * LargeEvents.MIB], bytes / (4 * LargeEvents.MIB));
        return module;
    }

    private void publish(String module, String spec, byte[] file, int count) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            add(tar, "manifest.yaml", module(module, "1.0.0", spec).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < count; i++) {
                file[0] = (byte) (count > 1 ? module.hashCode() : file[0]);
                add(tar, "skeleton/%s-%d".formatted(module, i), file);
            }
        }
        assertThat(service.post(
                                "/api/v1/modules/" + module + "/versions",
                                "application/gzip",
                                BodyPublishers.ofByteArray(bytes.toByteArray()))
                        .statusCode())
                .isEqualTo(201);
    }

    private static void add(TarArchiveOutputStream tar, String path, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(path);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** Publishes versions of a module, each with a manifest of almost a megabyte. */
    String publishVersions(int count) throws Exception {
        var module = name();
        var filler = "  x-text: [" + "'a text of some length', ".repeat(38_000) + "'']\n";
        for (int i = 0; i < count; i++) {
            assertThat(service.post(
                                    "/api/v1/modules/" + module + "/versions",
                                    YAML,
                                    BodyPublishers.ofString(module(module, "1.0." + i, filler)))
                            .statusCode())
                    .isEqualTo(201);
        }
        return module;
    }

    HttpResponse<byte[]> resolve(List<String> modules) throws Exception {
        return service.post("/api/v1/templates/resolve", YAML, BodyPublishers.ofString(goldenPath(name(), modules)));
    }

    HttpResponse<byte[]> plan(String path) throws Exception {
        return service.post(
                "/api/v1/services/any/upgrade-plan?from=" + path + "@1.0.0&to=1.0.0",
                "application/json",
                BodyPublishers.ofString("{\"files\": {}, \"parameters\": {}}"));
    }

    /** Sends a run of a golden path, whose files are rendered in the background. */
    void scaffold(String path) throws Exception {
        var run = """
                {"specversion": "1.0", "id": "%1$s", "source": "heap", "type": "com.company.scaffold.completed",
                 "time": "2026-06-10T12:34:00Z", "data": {"task_id": "%1$s", "template_id": "%2$s", "template_version":
                 "1.0.0", "service_id": "svc-large", "status": "success", "kind": "create", "parameters": {"a": "b"}}}
                """.formatted(UUID.randomUUID(), path);
        assertThat(service.postUntilAccepted(BodyPublishers.ofString("[" + run + "]")))
                .isEqualTo(202);
    }
}
