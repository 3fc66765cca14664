package dev.milepost.platform.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.requests.BodyLimit.Content;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedBodyTest {

    private static final int MIB = 1 << 20;
    private static final byte[] TREE = ("[" + "{},".repeat(MIB / 3) + "0]").getBytes(StandardCharsets.UTF_8);

    /** A body whose tree does not fit is not processed with less. */
    @Test
    void needsWhatItsTreeTakes() {
        assertThat(needed(Content.JSON, null, 16 * MIB)).isGreaterThan(40L * MIB);
        assertThat(needed(Content.JSON, null, 100 * MIB)).isBetween(40L * MIB, 60L * MIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-tar", "application/gzip", "application/yaml"})
    void needsAtMostWhatOneRequestCanHaveForOtherContent(String type) {
        assertThat(needed(Content.JSON_IF_NAMED, type, 4 * MIB)).isEqualTo(4L * MIB);
        assertThat(needed(Content.JSON_IF_NAMED, type, 100 * MIB)).isEqualTo(8L * TREE.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8", " application/problem+json"})
    void readsTreesIfTheContentTypeNamesJson(String type) {
        assertThat(needed(Content.JSON_IF_NAMED, type, 4 * MIB)).isGreaterThan(40L * MIB);
    }

    @Test
    void countsTheValuesOfForms() {
        var limit = new ExpectedBody(MIB, Content.JSON, 0, 8, 0);
        var values = Objects.requireNonNull(limit.values("Application/x-www-form-urlencoded"));
        values.add("payload=%5B%7B%7D".getBytes(StandardCharsets.UTF_8));

        assertThat(values.bytes()).isGreaterThan(120 + 112);
    }

    private static long needed(Content content, @Nullable String type, long most) {
        var limit = new ExpectedBody(2 * MIB, content, 0, 8, MIB);
        var values = limit.values(type);
        if (values != null) {
            values.add(TREE);
        }
        return limit.needed(TREE.length, most, values);
    }
}
