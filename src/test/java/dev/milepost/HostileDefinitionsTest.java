package dev.milepost;

import static dev.milepost.HostileRequests.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Entities, objectives and policies that took more than linear time. */
@QuarkusTest
@Tag("service")
class HostileDefinitionsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource({"entities", "definitions"})
    void answersInLinearTime(String kind, int size, IntFunction<Response> call) {
        HostileRequests.assertLinear(kind, size, call);
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
                Arguments.of("aliases", 10, entity(HostileDefinitionsTest::aliases)),
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
}
