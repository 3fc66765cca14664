package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.slo.objectives.SliEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeLabelsTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

    /** As many as the schema takes, of all widths: a row of the index of what was bad has to have room for five. */
    @ParameterizedTest
    @CsvSource({"a, 500", "é, 500", "漢, 498", "😀, 500"})
    void areTruncatedToIndexLimit(String character, int bytes) {
        var labels = OutcomeLabels.of(List.of(told(NOON, "step", character.repeat(512 / character.length()))));

        var step = Objects.requireNonNull(labels.step());
        assertThat(step).startsWith(character).endsWith(character);
        assertThat(step.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
    }

    @Test
    void useLatestValue() {
        var labels = OutcomeLabels.of(List.of(
                told(NOON.plusSeconds(2), "team", "b\0"),
                told(NOON.plusSeconds(1), "team", "b"),
                told(NOON, "team", "a"),
                told(NOON, "target", "techdocs"),
                told(NOON, "template_id", "springboot-service-v2")));

        assertThat(labels).isEqualTo(new OutcomeLabels("springboot-service", "2", "b", "techdocs", null));
        assertThat(OutcomeLabels.of(List.of(told(NOON, "target", "techdocs"), told(NOON, "service_id", "docs")))
                        .service())
                .isEqualTo("docs");
    }

    private static SliEvent told(Instant at, String field, String text) {
        var data = JsonNodeFactory.instance.objectNode().put(field, text);
        return new SliEvent("/test", field + at, "x.y", at, data, null);
    }
}
