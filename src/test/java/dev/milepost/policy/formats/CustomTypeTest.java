package dev.milepost.policy.formats;

import static dev.milepost.policy.formats.SarifReaderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Types of evidence of one's own. */
class CustomTypeTest {

    private static final String LOAD_TEST = """
            {'schema': {'type': 'object', 'required': ['p99'], '$defs': {'ms': {'type': 'number', 'minimum': 0}},
               'properties': {'p99': {'$ref': '#/$defs/ms'}, 'name': {'pattern': '^[a-z]+$'}}},
             'facts': {'p99': 'document.p99', 'fast': 'document.p99 < 100.0', 'steps': 'document.steps.map(s, s.name)',
               'all': '{\\"steps\\": size(document.steps), \\"none\\": null}'},
             'produced_at': 'document.ended'}
            """;

    @Test
    void extractsFacts() {
        var read = read(
                LOAD_TEST, "{'p99': 80.5, 'ended': '2026-06-01T10:00:00Z', 'steps': [{'name': 'a'}, {'name': 'b'}]}");

        assertThat(read.kind()).isEqualTo("custom/load-test");
        assertThat(read.producedAt()).isEqualTo(Instant.parse("2026-06-01T10:00:00Z"));
        assertThat(read.facts())
                .isEqualTo(json("{'p99': 80.5, 'fast': true, 'steps': ['a', 'b'], 'all': {'steps': 2, 'none': null}}"));
    }

    @Test
    void refusesDocumentsThatDoNotFit() {
        assertThat(pointers("{'p99': -1, 'ended': '2026-06-01T10:00:00Z', 'steps': []}"))
                .containsExactly("/p99");
        assertThat(pointers("{'p99': 1, 'name': 'A', 'ended': '2026-06-01T10:00:00Z', 'steps': []}"))
                .containsExactly("/name");
        assertThatThrownBy(() -> read(LOAD_TEST, "{'p99': 1, 'ended': 'today', 'steps': []}"))
                .hasMessageContaining("produced_at");
        assertThatThrownBy(() -> read(LOAD_TEST, "{'p99': 1, 'ended': '2026-06-01T10:00:00Z'}"))
                .hasMessageContaining("steps");
        assertThatThrownBy(() -> read(LOAD_TEST, "<a/>")).hasMessageContaining("JSON or YAML");
    }

    @Test
    void boundsTheWorkOfExpressions() {
        var type = "{'schema': {}, 'facts': {'a': 'document.l.map(x, document.l.map(y, document.l.map(z, x)))'}}";
        var document = "{'l': [%s0]}".formatted("0,".repeat(3_000));

        assertThatThrownBy(() -> read(type, document)).isInstanceOf(ProblemException.class);
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of("no schema", "{'facts': {'a': '1'}}", "/schema"),
                Arguments.of("no facts", "{'schema': {}, 'facts': {}}", "/facts"),
                Arguments.of("an expression that is none", "{'schema': {}, 'facts': {'a': 'document.('}}", "/facts/a"),
                Arguments.of("an unknown variable", "{'schema': {}, 'facts': {'a': 'event.x'}}", "/facts/a"),
                Arguments.of("a wrong schema", "{'schema': {'type': 5}, 'facts': {'a': '1'}}", "/schema/type"),
                Arguments.of(
                        "a foreign reference",
                        "{'schema': {'$ref': 'http://localhost/x'}, 'facts': {'a': '1'}}",
                        "/schema"),
                Arguments.of(
                        "a schema within itself",
                        "{'schema': {'$ref': '#/$defs/a', '$defs': {'a': {'allOf': [{'$ref': '#/$defs/a'}, {'$ref': '#/$defs/a'}]}}},"
                                + " 'facts': {'a': '1'}}",
                        "/schema"),
                Arguments.of(
                        "references that double",
                        "{'schema': %s, 'facts': {'a': '1'}}".formatted(doubling()),
                        "/schema"),
                Arguments.of(
                        "an expression without linear time",
                        "{'schema': {'pattern': '(?=a)b'}, 'facts': {'a': '1'}}",
                        "/schema"));
    }

    private static String doubling() {
        var schema = new StringBuilder("{'$ref': '#/$defs/d0', '$defs': {");
        for (int i = 0; i < 30; i++) {
            schema.append(
                    "'d%d': {'allOf': [{'$ref': '#/$defs/d%d'}, {'$ref': '#/$defs/d%d'}]},".formatted(i, i + 1, i + 1));
        }
        return schema.append("'d30': {}}}").toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void refusesDefinitions(String name, String definition, String pointer) {
        var problem = catchThrowableOfType(ProblemException.class, () -> CustomType.of(json(definition)));

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.faults()).extracting(ProblemException.Fault::pointer).contains(pointer);
    }

    private static ReadEvidence read(String type, String document) {
        return SarifReaderTest.stored(CustomType.of(json(type))
                .read(
                        "load-test",
                        EvidenceDocument.parse(document.replace('\'', '"').getBytes(StandardCharsets.UTF_8), null)));
    }

    private static Stream<String> pointers(String document) {
        return catchThrowableOfType(ProblemException.class, () -> read(LOAD_TEST, document)).faults().stream()
                .map(ProblemException.Fault::pointer);
    }
}
