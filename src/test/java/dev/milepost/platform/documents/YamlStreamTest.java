package dev.milepost.platform.documents;

import static dev.milepost.testing.LinearTime.hold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documents of one YAML text, their directives and anchors. */
class YamlStreamTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | %TAG ! !x\\n---\\na: !b 1\\n",
                "1 | %TAG !! tag:yaml.org,2002:\\n---\\na: 1\\n",
                "3 | a: 1\\n...\\n%TAG !e! !x\\n---\\na: 1\\n"
            })
    void refusesTagDirectives(int line, String text) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessage("line " + line + ": %TAG directives are not supported: remove them");
    }

    @Test
    void refusesALongPrefixInLinearTime() {
        hold(
                500_000,
                n -> assertThatThrownBy(() -> read("%TAG ! !" + "x".repeat(n) + "\n---\n" + "- !a 1\n".repeat(n / 20)))
                        .isInstanceOf(UnreadableDocument.class));
    }

    @Test
    void acceptsOtherDirectivesAndTags() {
        var documents = read("%YAML 1.2\n%OTHER x\n---\na: !b 1\n---\n- !!int '2'\n- !<x> 3\n");

        assertThat(documents)
                .extracting(document -> document.value().toString())
                .containsExactly("{\"a\":\"1\"}", "[2,\"3\"]");
    }

    @Test
    void readsManyDocumentsAfterManyAnchorsInLinearTime() {
        hold(200_000, n -> assertThat(read(anchors(n) + "--- &a\n".repeat(n))).hasSize(1));
    }

    @Test
    void anchorsBelongToOneDocument() {
        assertThatThrownBy(() -> read("- &a 1\n---\n- *a\n"))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageContaining("the alias *a has no complete anchor before it");
    }

    private static String anchors(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "- &" + Integer.toString(i, 36) + " 1\n")
                .collect(Collectors.joining("", "---\n", ""));
    }

    private static List<Document> read(String text) {
        return DocumentReader.readAll(
                text.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML, LineNumbers::disabled, 1_000);
    }
}
