package dev.milepost.events.contract;

import static dev.milepost.testing.Problems.assertProblem;
import static dev.milepost.testing.Problems.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that could not be stored and read back as it is. Stored, it would stop a consumer or change its result. */
class DataRulesTest {

    private static final String SURROGATE = "must not contain half of a surrogate pair";

    private final EventReader reader = EventReaders.reader();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"commit_sha": "\\ud800"}         | /data/commit_sha
            {"commit_sha": "a\\udc00b"}       | /data/commit_sha
            {"files": ["a", {"b": "\\ud83d"}]} | /data/files/1/b
            {"files": ["\\ud83dx"]}           | /data/files/0
            """)
    void refusesHalvesOfSurrogatePairs(String data, String pointer) {
        for (var type : new String[] {"com.company.change.created", "com.company.lunch.served"}) {
            assertThat(faults(type, data)).contains(new Fault(pointer, SURROGATE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud800x"})
    void refusesHalvesInNames(String name) {
        assertProblem(
                ProblemType.MALFORMED_JSON,
                () -> reader.read(
                        envelope("com.company.lunch.served", "{\"a\": {\"%s\": 1}}".formatted(name)), Instant.EPOCH));
    }

    @Test
    void refusesNumbersBeyondDoubles() {
        assertThat(faults("com.company.lunch.served", "{\"load\": [1, 1e400]}"))
                .containsExactly(new Fault("/data/load/1", "must be a number that a double can hold"));
    }

    @Test
    void refusesDeepData() {
        assertThat(faults("com.company.catalog.entity.updated", """
                {"entity_ref": "component:default/x", "changed_at": "2026-06-10T10:00:00Z", "team": %s}
                """.formatted(nested(998))))
                .anySatisfy(fault -> {
                    assertThat(fault.pointer()).startsWith("/data/team/0/0/");
                    assertThat(fault.detail()).isEqualTo("must not be nested more than 100 levels deep");
                });
        assertThat(faults("com.company.lunch.served", nested(101))).hasSize(1);
        assertThat(faults("com.company.lunch.served", "{\"a\":".repeat(101) + "1" + "}".repeat(101)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"emoji\": \"\\ud83d\\ude00\", \"letter\": \"\\u0432\"}",
                "{\"small\": 1e-400, \"large\": 1.7e308, \"longer\": 123456789012345678901234567890}",
                "[]",
                "\"text\""
            })
    void acceptsOtherData(String data) {
        assertThat(reader.read(envelope("com.company.lunch.served", data), Instant.EPOCH))
                .isNotNull();
    }

    @Test
    void acceptsDataOfAHundredLevels() {
        assertThat(reader.read(envelope("com.company.lunch.served", nested(100)), Instant.EPOCH))
                .isNotNull();
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private Iterable<Fault> faults(String type, String data) {
        var problem = problemOf(() -> reader.read(envelope(type, data), Instant.EPOCH));
        assertThat(problem.type()).isEqualTo(ProblemType.UNREADABLE_EVENT);
        return problem.faults();
    }

    private static Envelope envelope(String type, String data) {
        return Envelope.of(
                Map.of(
                        "specversion", "1.0",
                        "id", "1",
                        "source", "/ci",
                        "type", type,
                        "subject", "payments-api",
                        "time", "2026-06-10T10:50:00Z"),
                data.getBytes(StandardCharsets.UTF_8));
    }
}
