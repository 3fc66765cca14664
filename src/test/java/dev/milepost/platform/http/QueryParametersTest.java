package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemException.Fault;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    private static final String INDEX = """
            {"getFourKeys": {
                "service": {"repeatable": true, "allow_empty": false, "type": "string", "max_length": 20, "values": []},
                "from": {"repeatable": false, "allow_empty": false, "type": "string", "max_length": 20, "values": []},
                "interval": {"repeatable": false, "allow_empty": false, "type": "string", "max_length": 20, "values": ["day", "week"]},
                "limit": {"repeatable": false, "allow_empty": false, "type": "integer", "max_length": 99, "values": []},
                "corrected": {"repeatable": false, "allow_empty": false, "type": "boolean", "max_length": 99, "values": []},
                "q": {"repeatable": false, "allow_empty": true, "type": "string", "max_length": 20, "values": []}},
             "getPipeline": {}}
            """;

    private final QueryParameters parameters =
            new QueryParameters(new ByteArrayInputStream(INDEX.getBytes(StandardCharsets.UTF_8)));

    @ParameterizedTest
    @CsvSource({
        "servce, is not a parameter of this operation. Did you mean service?",
        "form, is not a parameter of this operation. Did you mean from?",
        "Service, is not a parameter of this operation. Did you mean service?",
        "colour, 'is not a parameter of this operation. Its parameters are corrected, from, interval, limit, q, service'"
    })
    void refusesUnknownParameters(String name, String detail) {
        assertThat(check(Map.of(name, List.of("x")))).containsExactly(new Fault(name, detail));
    }

    @Test
    void refusesAllParametersOfAnOperationWithoutAny() {
        assertThat(parameters.check("getPipeline", Map.of("a", List.of("b"))))
                .containsExactly(new Fault("a", "is not a parameter: this operation has no query parameters"));
    }

    @Test
    void refusesLongValues() {
        assertThat(check(Map.of("from", List.of("\ud83d\ude00".repeat(20))))).isEmpty();
        assertThat(check(Map.of("service", List.of("a", "1".repeat(21)))))
                .containsExactly(new Fault("service", "must be at most 20 characters long"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void refusesEmptyValues(String value) {
        assertThat(check(Map.of("service", List.of("a", value))))
                .extracting(Fault::pointer)
                .containsExactly("service");
        assertThat(check(Map.of("from", List.of(value))))
                .extracting(Fault::pointer)
                .containsExactly("from");
        assertThat(check(Map.of("q", List.of(value)))).isEmpty();
    }

    @Test
    void refusesRepeatedParametersThatAreNoLists() {
        assertThat(check(Map.of("from", List.of("2026-06-01", "2026-06-01"))))
                .containsExactly(new Fault("from", "must not be repeated"));
        assertThat(check(Map.of("service", List.of("a", "b")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "interval, Day, 'must be one of day, week, not ''Day'''",
        "interval, year, 'must be one of day, week, not ''year'''",
        "limit, many, must be an integer",
        "limit, 1.5, must be an integer",
        "limit, 99999999999, must be an integer",
        "corrected, yes, must be true or false",
        "corrected, TRUE, must be true or false"
    })
    void refusesValuesOfAnotherType(String name, String value, String detail) {
        assertThat(check(Map.of(name, List.of(value)))).containsExactly(new Fault(name, detail));
    }

    @Test
    void takesWhatTheContractHas() {
        assertThat(check(Map.of(
                        "service", List.of("a"),
                        "interval", List.of("week"),
                        "limit", List.of("-1"),
                        "corrected", List.of("true"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/%ff, path, must be percent-encoded UTF-8",
        "/a/%00, path, must not contain the character U+0000",
        "/a?service=x&team=%c3%28, team, must be percent-encoded UTF-8",
        "/a?b%ff=x, b\uFFFD, must be percent-encoded UTF-8",
        "/a?service=x%00y, service, must not contain the character U+0000",
    })
    void refusesWrongEncoding(String address, String pointer, String detail) {
        assertThat(PercentEncoding.check(URI.create(address))).containsExactly(new Fault(pointer, detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/a?b", "/a/%C3%A9?q=%E2%82%AC+%2500&x=%F0%9F%98%80"})
    void takesUtf8(String address) {
        assertThat(PercentEncoding.check(URI.create(address))).isEmpty();
    }

    private List<Fault> check(Map<String, List<String>> query) {
        return parameters.check("getFourKeys", query);
    }
}
