package dev.milepost;

import static dev.milepost.upgrades.plans.GoldenPaths.contract;
import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.templates.manifests.TemplateModule.Behaviour;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.rendering.UnrenderableTemplate;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.merging.TreeMerge;
import dev.milepost.upgrades.plans.GoldenPaths;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs that took the square of their length, or the stack, each within the documented limits and each through the
 * entrance that takes it. Twice as long takes no more than about twice the time, and nothing is answered with a 5xx.
 */
@QuarkusTest
@Tag("service")
class HostileInputTest {

    /** What a slow and busy machine may take for anything; what is asked for is that the time does not grow faster. */
    private static final long FLOOR_MILLIS = 3_000;

    private static final int MOST_GROWTH = 3;
    private static final int RUNS = 3;
    private static final int TIMEOUT_MILLIS = 60_000;

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

    /** What the door took goes through the consumers and the recomputation too. */
    @AfterEach
    void theEventsHaveBeenProcessed() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(request()
                                .get("/api/v1/pipeline")
                                .then()
                                .extract()
                                .<Integer>path("lag_events"))
                        .isZero());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"events", "entities", "definitions", "parameters", "requests"})
    void takesNoMoreThanLinearTime(String kind, int size, IntFunction<Response> call) {
        hold(
                size,
                n -> assertThat(call.apply(n).statusCode())
                        .as("status of %s", kind)
                        .isBetween(200, 499));
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of("slashes of an address", 400_000, event(n -> cdEvent("http://h" + "/".repeat(n) + "x"))),
                Arguments.of(
                        "endings of an address", 100_000, event(n -> cdEvent("http://h/" + ".git".repeat(n) + "x"))),
                Arguments.of("slashes of a package", 400_000, event(n -> artifact("pkg:" + "/".repeat(n) + "@#\\n"))),
                Arguments.of("folders of a package", 200_000, event(n -> artifact("pkg:a/" + "a/".repeat(n) + "@"))),
                Arguments.of(
                        "qualifiers of a package",
                        50_000,
                        event(n -> artifact("pkg:a/b?vcs_url=" + "@0123456789abcdef".repeat(n)))),
                Arguments.of(
                        "majors of a template", 200_000, event(n -> golden("template_id", "a-v1".repeat(n) + "x"))),
                Arguments.of("environment", 400_000, event(n -> golden("environment", "production-".repeat(n / 11)))),
                Arguments.of(
                        "digits of a time",
                        200_000,
                        event(n -> golden("started_at", "2026-01-01T00:00:00." + "1".repeat(n)))),
                Arguments.of("depth of the data", 50_000, event(n -> envelope("x.y", "[".repeat(n) + "]".repeat(n)))),
                Arguments.of(
                        "digits of a number", 200_000, event(n -> envelope("x.y", "{\"a\": " + "9".repeat(n) + "}"))),
                Arguments.of(
                        "an exponent", 1_000, event(n -> envelope("x.y", "{\"a\": 1e" + "9".repeat(n / 200) + "}"))),
                Arguments.of(
                        "members of the data",
                        20_000,
                        event(n -> envelope(
                                "x.y",
                                IntStream.range(0, n)
                                        .mapToObj(i -> "\"a" + i + "\": 1")
                                        .collect(Collectors.joining(",", "{", "}"))))),
                Arguments.of("parts of a type", 200_000, event(n -> envelope("dev.cdevents." + "a.".repeat(n), "{}"))));
    }

    static Stream<Arguments> entities() {
        return Stream.of(
                Arguments.of(
                        "namespace", 100_000, entity(n -> component("namespace: " + "a-".repeat(n) + "b", "a: b"))),
                Arguments.of(
                        "slashes of a source location",
                        400_000,
                        entity(n -> component("", location("/".repeat(n) + "x")))),
                Arguments.of(
                        "folders of a source location",
                        200_000,
                        entity(n -> component("", location("a/".repeat(n) + "?")))),
                Arguments.of(
                        "words of an annotation",
                        20_000,
                        entity(n ->
                                component("", "milepost.dev/environments: \"" + "x=production, ".repeat(n) + "\""))),
                Arguments.of(
                        "slug",
                        200_000,
                        entity(n -> component("", "github.com/project-slug: \"" + "a/".repeat(n) + "\""))),
                Arguments.of("depth of lists", 100_000, entity(n -> component("", "a: " + "[".repeat(n)))),
                Arguments.of(
                        "depth of maps",
                        3_000,
                        entity(n -> IntStream.range(0, n)
                                .mapToObj(i -> " ".repeat(i) + "a:\n")
                                .collect(Collectors.joining()))),
                Arguments.of("aliases", 10, entity(HostileInputTest::aliases)),
                Arguments.of(
                        "anchors",
                        50_000,
                        entity(n -> IntStream.range(0, n)
                                .mapToObj(i -> "- &a" + i + " x\n")
                                .collect(Collectors.joining()))),
                Arguments.of("digits of YAML", 400_000, entity(n -> component("", "a: " + "9".repeat(n)))),
                Arguments.of(
                        "a plain text of lines", 50_000, entity(n -> component("", "a: " + "b\n      ".repeat(n)))),
                Arguments.of(
                        "keys of a map",
                        20_000,
                        entity(n -> component(
                                "",
                                IntStream.range(0, n)
                                        .mapToObj(i -> "a" + i + ": b")
                                        .collect(Collectors.joining("\n    "))))),
                Arguments.of("tags", 20_000, entity(n -> component("tags: [" + "a,".repeat(n) + "b]", "a: b"))));
    }

    static Stream<Arguments> definitions() {
        return Stream.of(
                Arguments.of("words of an objective's annotation", 20_000, slo(n -> "a" + " word".repeat(n), "true")),
                Arguments.of("parts of a runbook", 200_000, slo(n -> "https://h/" + "a/".repeat(n), "true")),
                Arguments.of(
                        "an expression that multiplies",
                        10,
                        slo(n -> "a", "data.a.matches('((((a{100}){100}){100}){100})')")),
                Arguments.of(
                        "an expression in parentheses", 10, slo(n -> "a", "(".repeat(900) + "true" + ")".repeat(900))),
                Arguments.of(
                        "all of all of all",
                        10,
                        slo(n -> "a", "data.a.all(x, data.a.all(y, data.a.all(z, x == y && y == z)))")),
                Arguments.of("a policy's number", 1_000, (IntFunction<Response>) n -> request()
                        .contentType("application/json")
                        .body("{\"reason\": \"x\", \"policy\": {\"rules\": [{\"when\": {\"remaining_ratio_at_most\": 1e"
                                + "9".repeat(n / 200) + "}}]}}")
                        .put("/api/v1/slos/gate/policy")));
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

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("a prefix of a proxy", 3_000, header("X-Forwarded-Prefix", n -> "/a".repeat(n))),
                Arguments.of("a host of a proxy", 3_000, header("Forwarded", n -> "host=\"" + "a.".repeat(n) + "\"")),
                Arguments.of("entity tags", 1_500, header("If-None-Match", n -> "\"a\",".repeat(n))),
                Arguments.of("languages", 1_000, header("Accept-Language", n -> "a;q=0.1,".repeat(n))),
                Arguments.of("media types", 500, header("Accept", n -> "a/b;q=0.1,".repeat(n) + "*/*")),
                Arguments.of("a cursor", 2_000, get(n -> "/api/v1/events?cursor=" + "a".repeat(n))),
                Arguments.of(
                        "a parameter again and again", 350, get(n -> "/api/v1/four-keys?" + "service=a&".repeat(n))),
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

    @Test
    void mergesAlternatingLines() {
        hold(
                250_000,
                n -> TreeMerge.merge(
                        lines(n, "a", "b"), lines(n, "b", "c"), lines(n, "c", "a"), path -> Behaviour.MERGE));
    }

    @Test
    void mergesManyKeys() {
        hold(
                1_000,
                n -> TreeMerge.merge(keys(n, "a", "a"), keys(n, "b", "a"), keys(n, "a", "b"), path -> Behaviour.MERGE));
    }

    @Test
    void endsExpressionsOfATemplate() {
        var renderer = new Renderer();
        hold(20_000, n -> render(renderer, "${{ r/^(a+)+$/.test('" + "a".repeat(n) + "!') }}"));
        hold(20_000, n -> render(renderer, "{% raw %}" + "{%".repeat(n)));
    }

    /** One that takes too much ends in a problem. */
    private static void render(Renderer renderer, String template) {
        try {
            renderer.evaluate(TextNode.valueOf(template), JsonNodeFactory.instance.objectNode());
        } catch (UnrenderableTemplate e) {
            assertThat(e).hasMessageContaining("exceeds its limits");
        }
    }

    /** Twice as long takes no more than some three times the time; the best of several runs, as machines stall. */
    private static void hold(int size, IntConsumer work) {
        work.accept(Math.max(1, size / 100));
        long half = best(size / 2, work, Long.MAX_VALUE);
        long most = Math.max(FLOOR_MILLIS, MOST_GROWTH * half);
        assertThat(best(size, work, most))
                .as("milliseconds, after %d for half of it", half)
                .isLessThanOrEqualTo(most);
    }

    private static long best(int size, IntConsumer work, long enough) {
        long best = Long.MAX_VALUE;
        for (int run = 0; run < RUNS && (run == 0 || best > Math.min(enough, FLOOR_MILLIS)); run++) {
            long start = System.nanoTime();
            work.accept(size);
            best = Math.min(best, Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
        return best;
    }

    private static RequestSpecification request() {
        return contract()
                .config(RestAssuredConfig.config()
                        .httpClient(httpClientConfig()
                                .setParam("http.socket.timeout", TIMEOUT_MILLIS)
                                .setParam("http.connection.timeout", TIMEOUT_MILLIS)));
    }

    private static IntFunction<Response> event(IntFunction<String> body) {
        return n -> request()
                .contentType("application/cloudevents+json")
                .body(body.apply(n).getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/events");
    }

    private static String envelope(String type, String data) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/hostile", "type": "%s", "time": "2026-06-01T00:00:00Z", "data": %s}
                """.formatted(UUID.randomUUID(), type, data);
    }

    private static String golden(String member, String value) {
        return envelope("dev.milepost.deploy.completed", """
                {"deployment_id": "d", "service_id": "hostile", "environment": "production", "status": "success", "%s": "%s"}
                """.formatted(member, value));
    }

    private static String cdEvent(String address) {
        return cloud("change.merged.0.2.0", """
                {"id": "7", "type": "change", "content": {"repository": {"name": "hostile", "url": "%s"}}}
                """.formatted(address));
    }

    private static String artifact(String purl) {
        return cloud("artifact.packaged.0.2.0", """
                {"id": "%s", "type": "artifact", "content": {"change": {"id": "c"}}}
                """.formatted(purl));
    }

    private static String cloud(String type, String subject) {
        return envelope("dev.cdevents." + type, """
                {"context": {"version": "0.4.1", "id": "%s", "source": "/hostile", "type": "dev.cdevents.%s",
                 "timestamp": "2026-06-01T00:00:00Z"}, "subject": %s}
                """.formatted(UUID.randomUUID(), type, subject));
    }

    /** As it is validated and as it is synced. */
    private static IntFunction<Response> entity(IntFunction<String> yaml) {
        return n -> {
            var body = yaml.apply(n).getBytes(StandardCharsets.UTF_8);
            var validated = request().contentType("application/yaml").body(body).post("/api/v1/catalog/validate");
            assertThat(validated.statusCode()).isBetween(200, 499);
            return request().contentType("application/yaml").body(body).put("/api/v1/catalog/entities");
        };
    }

    private static String component(String metadata, String annotations) {
        return """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata:
                  name: hostile
                  %s
                  annotations:
                    %s
                spec: {type: service, lifecycle: production, owner: group:default/a}
                """.formatted(metadata, annotations);
    }

    private static String location(String folder) {
        return "backstage.io/source-location: \"url:https://h/a/b/tree/main/" + folder + "\"";
    }

    private static String aliases(int levels) {
        var yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < levels * 3; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return yaml.toString();
    }

    private static IntFunction<Response> slo(IntFunction<String> runbook, String filter) {
        return n -> request()
                .contentType("application/yaml")
                .body("""
                        apiVersion: openslo/v1
                        kind: SLO
                        metadata:
                          name: hostile
                          annotations: {milepost.dev/runbook-url: %s, other: %s}
                        spec:
                          service: hostile
                          budgetingMethod: Occurrences
                          timeWindow: [{duration: 28d, isRolling: true}]
                          objectives: [{target: 0.99}]
                          indicator:
                            metadata: {name: hostile}
                            spec:
                              ratioMetric:
                                counter: true
                                good: {metricSource: {type: milepost, spec: {filter: %s}}}
                                total: {metricSource: {type: milepost, spec: {events: [deploy.completed]}}}
                        """.formatted(
                                TextNode.valueOf(runbook.apply(n)),
                                TextNode.valueOf(runbook.apply(n)),
                                TextNode.valueOf(filter))
                        .getBytes(StandardCharsets.UTF_8))
                .put("/api/v1/slos/hostile");
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

    private static IntFunction<Response> header(String name, IntFunction<String> value) {
        return n -> request().header(name, value.apply(n)).get("/api/v1/backstage/catalog.yaml");
    }

    private static IntFunction<Response> get(IntFunction<String> path) {
        return n -> request().get(path.apply(n));
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

    /** Files that stand as deep as a path may be long. */
    private static FileTree deep(int count) {
        var files = new TreeMap<String, TreeFile>();
        for (int i = 0; i < count; i++) {
            files.put(i + "/a".repeat(500), TreeFile.text(""));
        }
        return FileTree.of(files);
    }

    private static FileTree lines(int count, String even, String odd) {
        return FileTree.of(Map.of("a.txt", TreeFile.text((even + "\n" + odd + "\n").repeat(count))));
    }

    private static FileTree keys(int count, String template, String service) {
        var text = IntStream.range(0, count)
                .mapToObj(i -> "k%d: %s\nl%d: %s\n".formatted(i, template, i, service))
                .collect(Collectors.joining());
        return FileTree.of(Map.of("a.yaml", TreeFile.text(text)));
    }
}
