package dev.milepost.templates.publishing;

import static dev.milepost.testing.TemplatePublisher.asks;
import static dev.milepost.testing.TemplatePublisher.get;
import static dev.milepost.testing.TemplatePublisher.gzip;
import static dev.milepost.testing.TemplatePublisher.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.TemplatePublisher;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.sql.DataSource;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong gets a clear problem and is stored nowhere. */
@QuarkusTest
@Tag("service")
class RefusedInputTest {

    @Inject
    DataSource database;

    private final TemplatePublisher publisher = new TemplatePublisher();

    /** Nothing of this author's, but what a test has published on purpose. */
    private List<String> allowed = List.of();

    @AfterEach
    void findsNothingStored() {
        var sql = new Sql(database);
        var own = "%" + publisher.name("") + "%";

        assertThat(sql.query(
                        "select name || ' ' || version as stored from registry_version where name like ?",
                        row -> row.getString("stored"),
                        own))
                .containsExactlyInAnyOrderElementsOf(allowed);
        assertThat(sql.query(
                        "select 1 from registry_files f where not exists (select 1 from registry_version v where v.files = f.digest)",
                        row -> 1))
                .isEmpty();
        assertThat(sql.query("select 1 from outbox where convert_from(value, 'UTF8') like ?", row -> 1, own))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 1.0.0 | version: one | /metadata/version",
                "version: 1.0.0 | version: 1.0.0+b | /metadata/version",
                "range: ^1.0 | range: latest | /spec/modules/0/range",
                "owner: platform | ownr: platform | /metadata/ownr",
                "{added: [something]} | {} | /spec/changelog",
                "kind: GoldenPath | kind: Module | /kind"
            })
    void refusesInvalidManifests(String right, String wrong, String pointer) {
        var manifest = publisher.goldenPath("path", "1.0.0", "modules: [{module: \"@base\", range: ^1.0}]");

        publisher
                .publish("path", manifest.replace(right, wrong))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.pointer", pointer.equals("/kind") ? hasItem(startsWith("/")) : hasItem(pointer));
    }

    @Test
    void refusesManifestOfAnotherName() {
        publisher
                .publish("other", publisher.goldenPath("path", "1.0.0", "modules: [{module: \"@base\", range: ^1.0}]"))
                .statusCode(422)
                .body("type", equalTo("/problems/misplaced-manifest"))
                .body("errors.pointer", hasItem("/metadata/name"));
    }

    @Test
    void refusesUnknownModules() {
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", "modules: [{module: \"@base\", range: ^1.0}]"))
                .statusCode(422)
                .body("detail", containsString(publisher.name("base")));
    }

    @Test
    void refusesCyclesAndClashes() {
        publisher
                .publishModule("a", publisher.module("a", "1.0.0", "requires: [{module: \"@b\", range: ^1.0}]"))
                .statusCode(201);
        publisher
                .publishModule("b", publisher.module("b", "1.0.0", "requires: [{module: \"@a\", range: ^1.0}]"))
                .statusCode(201);
        publisher
                .publishModule("c", publisher.module("c", "1.0.0", "conflicts: [{module: \"@d\"}]"))
                .statusCode(201);
        publisher.publishModule("d", publisher.module("d", "1.0.0")).statusCode(201);
        allowed = List.of("a", "b", "c", "d").stream()
                .map(name -> publisher.name(name) + " 1.0.0")
                .toList();

        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", "modules: [{module: \"@a\", range: ^1.0}]"))
                .statusCode(422)
                .body("detail", containsString(publisher.name("b")));
        publisher
                .publish(
                        "path",
                        publisher.goldenPath(
                                "path",
                                "1.0.0",
                                "modules: [{module: \"@c\", range: ^1.0}, {module: \"@d\", range: ^1.0}]"))
                .statusCode(422)
                .body("detail", containsString(publisher.name("d")));
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", "modules: [{module: \"@d\", range: ^2.0}]"))
                .statusCode(422)
                .body("detail", containsString("^2.0"));
    }

    @Test
    void refusesUncomposableTemplates() {
        publisher
                .publishModule(
                        "a",
                        publisher.module(
                                "a",
                                "1.0.0",
                                "steps: [{action: \"debug:log\", input: {m: \"${{ steps['none'].output }}\"}}]"))
                .statusCode(201);
        allowed = List.of(publisher.name("a") + " 1.0.0");

        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", "modules: [{module: \"@a\", range: ^1.0}]"))
                .statusCode(422)
                .body("type", equalTo("/problems/uncomposable-modules"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: [", "a: *b", "{a: 1, a: 2}", "a: 1\n---\nb: 2"})
    void refusesMalformedYaml(String text) {
        publisher.publish("path", text).statusCode(400).body("type", equalTo("/problems/unreadable-manifest"));
        publisher.publishModule("mod", text).statusCode(400);
        post("/templates/resolve", "application/yaml", text.getBytes(UTF_8)).statusCode(400);
    }

    @Test
    void refusesBombs() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%1$d: &a%1$d [%2$s]\n"
                    .formatted(i, "*a%d, ".formatted(i - 1).repeat(10)));
        }

        publisher.publish("path", bomb.toString()).statusCode(400);
        publisher.publishModule("mod", "a: " + "[".repeat(10_000)).statusCode(400);
        publisher.publish("path", "\"" + "x".repeat(2 << 20)).statusCode(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "skeleton/../../etc/passwd",
                "/skeleton/a",
                "skeleton//a",
                "skeleton/.git/config",
                "skeleton/a\\b"
            })
    void refusesPathTraversal(String path) throws IOException {
        var archive = archive(tar -> {
            add(
                    tar,
                    "manifest.yaml",
                    publisher.module("mod", "1.0.0", "skeleton: {}").getBytes(UTF_8));
            add(tar, path, "x".getBytes(UTF_8));
        });

        post("/modules/" + publisher.name("mod") + "/versions", "application/x-tar", archive)
                .statusCode(422);
    }

    @Test
    void refusesLinksAndBombsInArchives() throws IOException {
        var linked = archive(tar -> {
            add(
                    tar,
                    "manifest.yaml",
                    publisher.module("mod", "1.0.0", "skeleton: {}").getBytes(UTF_8));
            var link = new TarArchiveEntry("skeleton/link", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        });
        var large = archive(tar -> add(tar, "skeleton/zeros", new byte[50 << 20]));

        post("/modules/" + publisher.name("mod") + "/versions", "application/x-tar", linked)
                .statusCode(422);
        post("/modules/" + publisher.name("mod") + "/versions", "application/gzip", gzip(large))
                .statusCode(422);
    }

    @Test
    void refusesDuplicateRequirements() {
        publisher
                .publishModule("mod", publisher.module("mod", "1.0.0", asks("a"), "retired: [a]"))
                .statusCode(422)
                .body("errors.pointer", hasItem("/spec/retired/0"));
        get("/modules/" + publisher.name("mod")).statusCode(404);
    }

    private interface Content {
        void to(TarArchiveOutputStream tar) throws IOException;
    }

    private static byte[] archive(Content content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            content.to(tar);
        }
        return bytes.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String path, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(path, true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
