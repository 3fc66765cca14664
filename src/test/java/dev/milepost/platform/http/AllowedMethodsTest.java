package dev.milepost.platform.http;

import static dev.milepost.platform.http.RawRequests.allowed;
import static dev.milepost.platform.http.RawRequests.get;
import static dev.milepost.platform.http.RawRequests.isProblem;
import static dev.milepost.platform.http.RawRequests.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.Operations;
import dev.milepost.testing.Operations.Operation;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The methods that an address takes are those of the API document. */
@QuarkusTest
@Tag("service")
class AllowedMethodsTest {

    static Stream<String> paths() {
        return Operations.all().stream().map(Operation::path).distinct();
    }

    /** As the document has them, and none that only another address takes. */
    @ParameterizedTest
    @MethodSource("paths")
    void allowsMethodsOfOpenApiDocument(String path) throws IOException {
        var described = Operations.all().stream()
                .filter(operation -> operation.path().equals(path))
                .map(Operation::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (described.contains("GET")) {
            described.add("HEAD");
        }
        described.add("OPTIONS");
        for (var method : List.of("GET", "PUT", "POST", "DELETE", "PATCH", "TRACE", "FOO")) {
            if (!described.contains(method)) {
                var answer = send("%s %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(method, path));
                var problem = isProblem(answer, 405, "method-not-allowed");
                assertThat(allowed(answer)).as("%s %s", method, path).isEqualTo(described);
                assertThat(problem.path("detail").asText()).contains(described);
            }
        }
        var options = send("OPTIONS %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(path));
        assertThat(options.status()).isEqualTo(200);
        assertThat(allowed(options)).isEqualTo(described);
    }

    /** Escaped or doubled, an address is the same one, and a slash that is escaped is part of a name. */
    @ParameterizedTest
    @CsvSource({
        "/api/v1/%65vents, 'GET, HEAD, OPTIONS, POST'",
        "/api/v1//events, 'GET, HEAD, OPTIONS, POST'",
        "/api/v1/events;a=b, 'GET, HEAD, OPTIONS, POST'",
        "/api/v1/templates/a%2Fb, 'GET, HEAD, OPTIONS'",
        "/api/v1/catalog/entities/component:default/a, 'DELETE, GET, HEAD, OPTIONS'",
        "/api/v1/catalog/entities/component:default%2Fa, 'DELETE, GET, HEAD, OPTIONS'"
    })
    void normalizesPaths(String path, String allow) throws IOException {
        var answer = send("PATCH %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(path));

        isProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("allow")).isEqualTo(allow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/api/v1/nowhere", "/api/v1/events/nowhere", "*"})
    void answersUnknownPathsWithProblem(String path) throws IOException {
        isProblem(get(path), 404, "not-found");
        isProblem(send("OPTIONS " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), 404, "not-found");
    }
}
