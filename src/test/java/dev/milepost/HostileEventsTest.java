package dev.milepost;

import static dev.milepost.HostileRequests.request;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that took more than linear time. */
@QuarkusTest
@Tag("service")
class HostileEventsTest {

    @AfterEach
    void awaitProcessed() {
        HostileRequests.awaitProcessed();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void answersInLinearTime(String kind, int size, IntFunction<Response> call) {
        HostileRequests.assertLinear(kind, size, call);
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
}
