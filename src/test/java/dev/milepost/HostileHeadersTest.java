package dev.milepost;

import static dev.milepost.HostileRequests.request;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers and parameters that took more than linear time. */
@QuarkusTest
@Tag("service")
class HostileHeadersTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void answersInLinearTime(String kind, int size, IntFunction<Response> call) {
        HostileRequests.assertLinear(kind, size, call);
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
                        "a parameter again and again", 350, get(n -> "/api/v1/four-keys?" + "service=a&".repeat(n))));
    }

    private static IntFunction<Response> header(String name, IntFunction<String> value) {
        return n -> request().header(name, value.apply(n)).get("/api/v1/backstage/catalog.yaml");
    }

    private static IntFunction<Response> get(IntFunction<String> path) {
        return n -> request().get(path.apply(n));
    }
}
