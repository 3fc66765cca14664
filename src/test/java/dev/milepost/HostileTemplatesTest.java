package dev.milepost;

import static dev.milepost.HostileRequests.request;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.testing.Soak;
import dev.milepost.upgrades.plans.GoldenPaths;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameters, modules and archives that took more than linear time. */
@QuarkusTest
@Tag("service")
class HostileTemplatesTest {

    private static final GoldenPaths PATHS = new GoldenPaths();
    private static final String EVIL = """
            parameters:
              title: Service
              required: [name]
              properties:
                name: {type: string}
                nested: {type: string, pattern: "^(([a-z])+.)+[A-Z]([a-z])+$"}
                words: {type: string, pattern: "^([a-z]+ ?)+$"}
                ahead: {type: string, pattern: "^(?=.*x)(a+)+$"}
                dialect: {type: string, "$schema": "http://json-schema.org/draft-03/schema#"}
                address: {type: string, format: uri-template}
                regex: {type: string, format: regex}
                host: {type: string, format: hostname}
                list: {type: array, uniqueItems: true, items: {type: array, uniqueItems: true}}
            skeleton: {targetPath: .}
            """;

    private static boolean published;

    @BeforeEach
    void publish() {
        if (published) {
            return;
        }
        PATHS.publish("1.0.0", EVIL, Map.of("README.md", "# ${{ values.name }}\n"));
        PATHS.publish("1.1.0", EVIL, Map.of("README.md", "# ${{ values.name }}\n\nmore\n"));
        PATHS.promote("1.1.0");
        published = true;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"parameters", "modules"})
    @Tag(Soak.ALONE)
    void answersInLinearTime(String kind, int size, IntFunction<Response> call) {
        HostileRequests.assertLinear(kind, size, call);
    }

    static Stream<Arguments> parameters() {
        return Stream.of(
                Arguments.of("a pattern in a pattern", 30, plan("nested", n -> "\"" + "a".repeat(n) + "!\"")),
                Arguments.of("a pattern of words", 100_000, plan("words", n -> "\"" + "a ".repeat(n) + "!\"")),
                Arguments.of("a pattern with look-ahead", 40, plan("ahead", n -> "\"" + "a".repeat(n) + "!\"")),
                Arguments.of("a published pattern that multiplies", 10, (IntFunction<Response>)
                        n -> module("((((a{100}){100}){100}){100})")),
                Arguments.of("a published pattern that is long", 100_000, (IntFunction<Response>)
                        n -> module("1".repeat(n))),
                Arguments.of("a dialect of its own", 10, plan("dialect", n -> "\"a\"")),
                Arguments.of("a long address", 200_000, plan("address", n -> "\"" + "{a}".repeat(n) + "{\"")),
                Arguments.of("a long expression", 100_000, plan("regex", n -> "\"" + "1".repeat(n) + "\"")),
                Arguments.of("a long host", 100_000, plan("host", n -> "\"" + "a.".repeat(n) + "\"")),
                Arguments.of(
                        "unique lists",
                        50_000,
                        plan(
                                "list",
                                n -> IntStream.range(0, n)
                                        .mapToObj(i -> "[" + i + "]")
                                        .collect(Collectors.joining(",", "[", "]")))),
                Arguments.of("a deep list", 100_000, plan("list", n -> "[".repeat(n) + "]".repeat(n))));
    }

    static Stream<Arguments> modules() {
        return Stream.of(
                Arguments.of("headers before an entry", 10_000, (IntFunction<Response>)
                        n -> archive(longLinks(n), "application/x-tar")),
                Arguments.of("members of a compressed archive", 200_000, (IntFunction<Response>)
                        n -> archive(gzipMembers(n), "application/gzip")),
                Arguments.of("folders of an archive", 2_000, (IntFunction<Response>)
                        n -> archive(TarArchive.write(deep(n)), "application/x-tar")),
                Arguments.of("a range of versions", 60, (IntFunction<Response>) n -> request()
                        .contentType("application/yaml")
                        .body(("apiVersion: milepost.dev/v1\nkind: GoldenPath\nmetadata: {name: a, title: A,"
                                        + " owner: group:default/a, version: 1.0.0}\nspec: {type: service, lifecycle:"
                                        + " production, changelog: {added: [a]}, modules: [{module: a, range: \""
                                        + ">=1 ".repeat(n)
                                        + "\"}]}\n")
                                .getBytes(StandardCharsets.UTF_8))
                        .post("/api/v1/templates/resolve")));
    }

    private static IntFunction<Response> plan(String parameter, IntFunction<String> value) {
        return n -> request()
                .contentType("application/json")
                .body(
                        "{\"from\": \"%s@1.0.0\", \"to\": \"1.1.0\", \"files\": {}, \"parameters\": {\"name\": \"n\", \"%s\": %s}}"
                                .formatted(PATHS.name("path"), parameter, value.apply(n))
                                .getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/services/hostile/upgrade-plan");
    }

    private static Response module(String pattern) {
        return request()
                .contentType("application/yaml")
                .body("""
                        apiVersion: milepost.dev/v1
                        kind: Module
                        metadata: {name: hostile, owner: group:default/platform, version: 1.0.0}
                        spec:
                          phase: scaffold
                          changelog: {added: [a]}
                          parameters:
                            title: Service
                            properties: {name: {type: string, pattern: %s}}
                        """.formatted(TextNode.valueOf(pattern)).getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/modules/hostile/versions");
    }

    private static Response archive(byte[] archive, String type) {
        return request().contentType(type).body(archive).post("/api/v1/modules/hostile/versions");
    }

    private static byte[] longLinks(int count) {
        var bytes = new ByteArrayOutputStream();
        var content = Arrays.copyOf("name\0".getBytes(StandardCharsets.US_ASCII), 512);
        var header = longLink();
        for (int i = 0; i < count; i++) {
            bytes.writeBytes(header);
            bytes.writeBytes(content);
        }
        bytes.writeBytes(new byte[1024]);
        return bytes.toByteArray();
    }

    private static byte[] longLink() {
        var header = new byte[512];
        put(header, 0, "././@LongLink");
        put(
                header,
                100,
                "0000644\0" + "0000000\0" + "0000000\0" + "00000000005\0" + "00000000000\0" + "        " + "L");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xFF;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static byte[] gzipMembers(int count) {
        var member = new ByteArrayOutputStream();
        try {
            new GZIPOutputStream(member).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            bytes.writeBytes(member.toByteArray());
        }
        return bytes.toByteArray();
    }

    /** Files with the maximum number of folders, whose paths have nearly the maximum length. */
    private static FileTree deep(int count) {
        var files = new TreeMap<String, TreeFile>();
        for (int i = 0; i < count; i++) {
            files.put(i + ("/" + "a".repeat(32)).repeat(30), TreeFile.text(""));
        }
        return FileTree.of(files);
    }
}
