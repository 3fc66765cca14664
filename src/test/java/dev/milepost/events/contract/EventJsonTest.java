package dev.milepost.events.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.platform.http.ProblemException;
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
        assertThatThrownBy(() -> read("{\"data_base64\": \"*\"}")).isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> read("{\"data_base64\": \"eA==\", \"data\": 1}"))
                .isInstanceOf(UnreadableEvent.class);
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
        assertThatThrownBy(() -> read(body)).isInstanceOf(MalformedJson.class);
    }

    /** The parser keeps names for the next events. */
    @Test
    void refusesLongNames() {
        var name = "n".repeat(1_024);

        assertThat(read("{\"data\": {\"" + name + "\": 1}}").json().path(name).asInt())
                .isEqualTo(1);
        assertThatThrownBy(() -> read("{\"data\": {\"" + name + "n\": 1}}")).isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> read("{\"" + name + "n\": 1}")).isInstanceOf(MalformedJson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "[]", "null", "\"text\"", "{} {}"})
    void refusesOtherThanOneObject(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void continuesAfterInvalidElement() {
        var batch =
                "[ {\"id\":\"a\"}, 3, [[{}]], {\"id\": \"b\", \"time\": 5, \"data\": {\"x\": {}}},{\"id\":\"c\",\"data\":{}}]";

        assertThat(visit(batch.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("a 10", "bad null", "bad null", "bad b", "c 20");
    }

    @Test
    void skipsByteOrderMark() {
        assertThat(visit("\ufeff[{\"id\":\"a\"}]".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("a 10");
    }

    private static List<String> visit(byte[] batch) {
        var seen = new ArrayList<String>();
        EventJson.readBatch(batch, new EventJson.Visitor() {
            @Override
            public void read(Envelope event, int bytes) {
                seen.add(event.attribute("id").orElseThrow() + " " + bytes);
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
