package dev.milepost.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The depth of lists and maps, with and without aliases. */
class DocumentDepthTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"JSON | [ | ]", "YAML | [ | ]", "JSON | {\"a\": | }", "YAML | {a: | }"})
    void limitsTheDepth(DocumentFormat format, String open, String close) {
        assertThat(depth(read(nested(open, close, 100), format))).isEqualTo(100);
        assertIsTooDeep(nested(open, close, 101), format);
    }

    @Test
    void limitsTheDepthOfAliases() {
        assertThat(depth(read(chain(9, 11), DocumentFormat.YAML))).isEqualTo(100);
        assertIsTooDeep(chain(10, 10), DocumentFormat.YAML);
        assertIsTooDeep(chain(12, 95), DocumentFormat.YAML);
        assertIsTooDeep(chain(200, 95), DocumentFormat.YAML);
    }

    @Test
    void countsOnlyTheLevelsOfTheAliasedValue() {
        var wide = "a: &a " + nested("[", "]", 60) + "\nb: &b {c: &c [], d: 1}\n";

        assertThat(depth(read(wide + "e: " + "[".repeat(90) + "*b, *c" + "]".repeat(90), DocumentFormat.YAML)))
                .isEqualTo(93);
        assertIsTooDeep(wide + "e: " + "[".repeat(40) + "*a" + "]".repeat(40), DocumentFormat.YAML);
    }

    /** Returns a map of lists, each of which has some levels and the list before it at its deepest. */
    private static String chain(int aliases, int levels) {
        return IntStream.range(0, aliases)
                .mapToObj(i -> "v%d: &v%d %s%s%s\n"
                        .formatted(i, i, "[".repeat(levels), i == 0 ? "" : "*v" + (i - 1), "]".repeat(levels)))
                .collect(Collectors.joining());
    }

    private static String nested(String open, String close, int levels) {
        return open.repeat(levels) + (close.equals("}") ? "1" : "") + close.repeat(levels);
    }

    private static void assertIsTooDeep(String text, DocumentFormat format) {
        assertThatThrownBy(() -> read(text, format))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageContaining("nested more than 100 levels deep");
    }

    private static int depth(JsonNode value) {
        int deepest = 0;
        for (var inner : value) {
            deepest = Math.max(deepest, depth(inner));
        }
        return value.isContainerNode() ? deepest + 1 : 0;
    }

    private static JsonNode read(String text, DocumentFormat format) {
        return DocumentReader.readOne(text.getBytes(StandardCharsets.UTF_8), format)
                .orElseThrow()
                .value();
    }
}
