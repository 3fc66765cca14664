package dev.milepost.slo.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadFieldsTest {

    private static final String EVENT = """
            {"z":1,"status":"success","parameters":{"a":{"b":1,"c":2},"password":"x"},"list":[{"d":1}],"text":"t","a b":2}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data.status == 'success'                      | {'status':'success'}",
                "data['status'] == 'success'                   | {'status':'success'}",
                "has(data.parameters.a.b)                      | {'parameters':{'a':{'b':1}}}",
                "has(data.parameters.missing)                  | {'parameters':{}}",
                "data.parameters.a.b == data.z                 | {'z':1,'parameters':{'a':{'b':1}}}",
                "data.parameters.a == data.parameters.a.c      | {'parameters':{'a':{'b':1,'c':2}}}",
                "data.list.exists(e, e.d == 1)                 | {'list':[{'d':1}]}",
                "data.text.startsWith('t') && type == 'x'      | {'text':'t'}",
                "size(data.list) > 0 ? data['a b'] == 2 : true | {'list':[{'d':1}],'a b':2}",
                "data.text.inner == 1                          | {'text':'t'}",
                "source == 'ci'                                | {}",
                "data.status in ['success', data.text]         | {'status':'success','text':'t'}"
            })
    void keepsFieldsReadByExpression(String expression, String kept) throws JsonProcessingException {
        var fields = ReadFields.of(Stream.of(EventFilter.of(expression)), Stream.of());

        assertThat(fields.of(new ObjectMapper().readTree(EVENT))).hasToString(kept.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"size(data) > 3", "data.exists(name, name == 'status')", "data[type] == 1"})
    void keepsIteratedLists(String expression) throws JsonProcessingException {
        var event = new ObjectMapper().readTree(EVENT);

        assertThat(ReadFields.of(Stream.of(EventFilter.of(expression)), Stream.of())
                        .of(event))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.parameters.a.b == 1", "data.parameters.missing == 1", "has(data.status.x)", "data.list[0].d == 1",
                "data.nothing == 1", "!has(data.nothing)", "data.text + 'x' == 'tx'", "data.parameters.all(k, k != 'q')"
            })
    void evaluatesTrimmedDataLikeFull(String expression) throws JsonProcessingException {
        var filter = EventFilter.of(expression);
        var whole = new SliEvent("s", "i", "t", java.time.Instant.EPOCH, new ObjectMapper().readTree(EVENT), null);
        var left = whole.with(ReadFields.of(Stream.of(filter), Stream.of(new FieldPath("data.z")))
                .and(Set.of("team"))
                .of(whole.data()));

        assertThat(filter.matches(left)).isEqualTo(filter.matches(whole));
    }

    /** Each member was compared with each path, which took a minute. */
    @Test
    void findsManyFieldsAmongManyMembers() {
        var inner = JsonNodeFactory.instance.objectNode();
        IntStream.range(0, 200_000).forEach(i -> inner.put("a" + i, i));
        var data = JsonNodeFactory.instance.objectNode().set("inner", inner);
        var fields = ReadFields.of(
                Stream.of(), IntStream.range(0, 5_000).mapToObj(i -> new FieldPath("data.inner.a" + i * 10)));

        var kept = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> fields.of(data));

        assertThat(kept.path("inner")).hasSize(5_000);
    }
}
