package dev.milepost.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.LineNumbers;
import dev.milepost.testing.Seeds;
import dev.milepost.testing.SloSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSloWriterTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "plain",
            "two words",
            "yes",
            "No",
            "true",
            "null",
            "~",
            "12",
            "0x1F",
            "1e3",
            ".5",
            "1:20",
            "-",
            "- a",
            "a: b",
            "a #b",
            "#",
            "&a",
            "*a",
            "!tag",
            "%",
            "@",
            "`",
            "'",
            "\"",
            "\\",
            "[",
            "{",
            "|",
            ">",
            "?",
            "line\nbreak",
            "tab\t",
            "\r\n",
            "trailing ",
            " leading",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\u007f",
            "ünïcode",
            "\ud83d\ude80",
            "2026-01-01",
            "2026-01-01 00:00:00",
            "<<",
            "=",
            "a/b",
            "a~b",
            "---",
            "...",
            "\u0000",
            "a:");

    @ParameterizedTest
    @ValueSource(strings = {"rolling-occurrences", "calendar-bad-total", "threshold-timeslices", "ratio-timeslices"})
    void preservesMeaningOfExamples(String example) throws IOException {
        var documents = OpenSloReaderTest.example(example);

        var text = OpenSloWriter.write(documents);

        assertThat(SloSamples.documents(text)).isEqualTo(documents);
        assertThat(OpenSloWriter.write(SloSamples.documents(text))).isEqualTo(text);
    }

    /** A law: what is written reads as what it was, whatever stands where anything may. */
    @Seeds(bounded = 60, all = 300)
    void preservesMeaning(long seed) {
        var random = new Random(seed);
        var document = NODES.objectNode();
        document.put("apiVersion", "openslo/v1").put("kind", "DataSource");
        document.putObject("metadata").put("name", "any").put("displayName", text(random));
        document.putObject("spec").put("type", "x" + text(random)).set("connectionDetails", any(random, 4));
        var documents = List.of(new OpenSloDocument(document));

        // Read as YAML alone, since U+0000 is written right, and refused in definitions.
        var text = OpenSloWriter.write(documents).getBytes(StandardCharsets.UTF_8);
        assertThat(DocumentReader.readAll(text, DocumentFormat.YAML, LineNumbers::disabled, 1))
                .extracting(read -> new OpenSloDocument(read.value()))
                .isEqualTo(documents);
    }

    private static JsonNode any(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> NODES.textNode(text(random));
            case 1 -> NODES.numberNode(random.nextLong());
            case 2 -> NODES.numberNode((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20));
            case 3 -> NODES.booleanNode(random.nextBoolean());
            case 4 -> NODES.nullNode();
            case 5, 6 -> {
                var object = NODES.objectNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(text(random), any(random, depth - 1));
                }
                yield object;
            }
            default -> {
                var list = NODES.arrayNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(any(random, depth - 1));
                }
                yield list;
            }
        };
    }

    private static String text(Random random) {
        var text = TEXTS.get(random.nextInt(TEXTS.size()));
        return random.nextBoolean() ? text : text + TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
