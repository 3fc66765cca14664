package dev.milepost.events.contract;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    @Test
    void preservesBytesOfData() {
        var event = read(
                "{\"id\": \"ü\", \"data\" : { \"a\" :1.0e2,\n \"ü\": [ ] } , \"n\": 7, \"b\": true, \"none\": null}");

        assertThat(text(event)).isEqualTo("{ \"a\" :1.0e2,\n \"ü\": [ ] }");
        assertThat(event.attributes()).containsOnlyKeys("id", "n", "b").containsEntry("n", "7");
    }

    @Test
    void readsOtherEncodings() {
        var event = EventJson.read("{\"data\": {\"a\": \"ü\"}}".getBytes(StandardCharsets.UTF_16BE));

        assertThat(text(event)).isEqualTo("{\"a\":\"ü\"}");
    }

    @Test
    void decodesBase64() {
        var event = read("{\"data_base64\": \"eyJhIjoxfQ==\"}");

        assertThat(event.json().path("a").asInt()).isEqualTo(1);
        assertProblem(ProblemType.UNREADABLE_EVENT, () -> read("{\"data_base64\": \"*\"}"));
        assertProblem(ProblemType.UNREADABLE_EVENT, () -> read("{\"data_base64\": \"eA==\", \"data\": 1}"));
    }

    @Test
    void decodesBase64OfVersionZeroPointThree() {
        var event = read("{\"specversion\": \"0.3\", \"datacontentencoding\": \"base64\", \"data\": \"eyJhIjoxfQ==\"}");

        assertThat(event.json().path("a").asInt()).isEqualTo(1);
    }

    @Test
    void preservesTextOfOtherContentTypes() {
        var event = read("{\"data\": \"<a>ü</a>\", \"datacontenttype\": \"application/xml\"}");

        assertThat(text(event)).isEqualTo("<a>ü</a>");
        assertThat(event.json().isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "{\"id\": \"a\"} x", "{\"data\": {]}"})
    void refusesBrokenJson(String body) {
        assertProblem(ProblemType.MALFORMED_JSON, () -> read(body));
    }

    /** The parser keeps names for the next events. */
    @Test
    void refusesLongNames() {
        var name = "n".repeat(1_024);

        assertThat(read("{\"data\": {\"" + name + "\": 1}}").json().path(name).asInt())
                .isEqualTo(1);
        assertProblem(ProblemType.MALFORMED_JSON, () -> read("{\"data\": {\"" + name + "n\": 1}}"));
        assertProblem(ProblemType.MALFORMED_JSON, () -> read("{\"" + name + "n\": 1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "[]", "null", "\"text\"", "{} {}"})
    void refusesOtherThanOneObject(String body) {
        assertProblem(ProblemType.UNREADABLE_EVENT, () -> read(body));
    }

    @Test
    void continuesAfterInvalidElement() {
        var batch =
                "[ {\"id\":\"a\"}, 3, [[{}]], {\"id\": \"b\", \"time\": 5, \"data\": {\"x\": {}}},{\"id\":\"c\",\"data\":{}}]";

        assertThat(visit(batch.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("a", "bad null", "bad null", "bad b", "c");
    }

    @Test
    void skipsElementsOverTheLimit() {
        var largest = "{\"id\":\"a\",\"data\":[\"%s\"]}".formatted("x".repeat(978));
        var larger = "{ \"id\":\"b\",\"id\":\"d\",\"time\":5,\"data\":[{\"id\":\"%s\"}]}".formatted("x".repeat(978));
        assertThat(largest).hasSize(1_000);

        assertThat(visit("[%s, %s, {\"data\":[\"%s\"]},{\"id\":\"c\"}]"
                        .formatted(largest, larger, "}".repeat(1_000))
                        .getBytes(StandardCharsets.UTF_8)))
                .containsExactly("a", "large b", "large null", "c");
        assertProblem(
                ProblemType.MALFORMED_JSON,
                () -> visit(("[" + larger.replace("5", "?") + "]").getBytes(StandardCharsets.UTF_8)));
    }

    /** Its tree takes fifty times its text. */
    @Test
    void makesNoTreeOfAnElementOverTheLimit() {
        var nested = "{\"\":".repeat(95) + "0" + "}".repeat(95) + ",";
        var batch = ("[{\"id\":\"a\",\"data\":[" + nested.repeat((8 << 20) / nested.length()) + "0]}]")
                .getBytes(StandardCharsets.UTF_8);
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = thread.getCurrentThreadAllocatedBytes();
        assertThat(visit(batch)).containsExactly("large a");

        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(batch.length);
    }

    @Test
    void skipsByteOrderMark() {
        assertThat(visit("\ufeff[{\"id\":\"a\"}]".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("a");
    }

    private static List<String> visit(byte[] batch) {
        var seen = new ArrayList<String>();
        EventJson.readBatch(batch, 1_000, new EventJson.Visitor() {
            @Override
            public void read(Envelope event) {
                seen.add(event.attribute("id").orElseThrow());
            }

            @Override
            public void tooLarge(@Nullable String id) {
                seen.add("large " + id);
            }

            @Override
            public void unreadable(@Nullable String id, ProblemException fault) {
                seen.add("bad " + id);
            }
        });
        return seen;
    }

    private static Envelope read(String body) {
        return EventJson.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Envelope event) {
        return new String(event.data(), StandardCharsets.UTF_8);
    }
}
