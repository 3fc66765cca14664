package dev.milepost.slo.openslo;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.UnreadableDocument;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.testing.SloSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSloReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"rolling-occurrences", "calendar-bad-total", "threshold-timeslices", "ratio-timeslices"})
    void readsEveryForm(String example) throws IOException {
        assertThat(example(example))
                .isNotEmpty()
                .allSatisfy(document -> assertThat(document.name()).isNotEmpty());
    }

    /** Each row breaks one example in one place; the fault has to stand there, and nothing else may. */
    @ParameterizedTest
    @CsvFileSource(resources = "/openslo/faults.csv", delimiter = '|', quoteCharacter = '~', numLinesToSkip = 1)
    void locatesErrors(String example, String at, String value, String pointer, String detail) throws IOException {
        var documents = JsonNodeFactory.instance.arrayNode();
        example(example).forEach(document -> documents.add(document.content()));
        set(documents, JsonPointer.compile(at), value);
        var text = documents.size() == 1 ? documents.get(0).toString() : documents.toString();

        var fault = catchThrowableOfType(
                InvalidOpenSlo.class,
                () -> OpenSloReader.read(text.getBytes(StandardCharsets.UTF_8), DocumentFormat.JSON));

        assertThat(fault.faults()).hasSize(1);
        assertThat(fault.faults().get(0).pointer()).isEqualTo(pointer);
        assertThat(fault.faults().get(0).detail()).contains(detail);
    }

    @Test
    void reportsAllErrors() {
        var fault = catchThrowableOfType(InvalidOpenSlo.class, () -> SloSamples.documents("""
                        apiVersion: openslo/v1
                        kind: AlertCondition
                        metadata: {}
                        spec:
                          severity: page
                          condition: {threshold: high, lookbackWindow: 1x}
                        """));

        assertThat(fault.status()).isEqualTo(422);
        assertThat(fault.faults())
                .extracting(found -> found.pointer())
                .containsExactlyInAnyOrder(
                        "/metadata/name", "/spec/condition/threshold", "/spec/condition/lookbackWindow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---\n---\n", "text", "[]", "3", "[[]]"})
    void refusesOtherDocuments(String text) {
        assertThat(catchThrowableOfType(InvalidOpenSlo.class, () -> SloSamples.documents(text)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"---\n{}\n", "---\n[]\n", "- {}\n"})
    void refusesTooManyDocuments(String document) {
        assertProblem(ProblemType.TOO_LARGE, () -> SloSamples.documents(document.repeat(1_001)))
                .hasMessageContaining("At most 1000 documents");
    }

    @Test
    void refusesMalformedYaml() {
        assertThat(catchThrowableOfType(UnreadableDocument.class, () -> SloSamples.documents("a: [b")))
                .isNotNull();
    }

    static List<OpenSloDocument> example(String name) throws IOException {
        try (var file = OpenSloReaderTest.class.getResourceAsStream("/openslo/" + name + ".yaml")) {
            return OpenSloReader.read(file.readAllBytes(), DocumentFormat.YAML);
        }
    }

    /** Puts JSON where a pointer points, into the one document or the list of them; takes away where it is a -. */
    private static void set(ArrayNode documents, JsonPointer at, String value) {
        JsonNode root = documents.size() == 1 ? documents.get(0) : documents;
        var parent = root.at(at.head());
        var last = at.last();
        if (parent instanceof ObjectNode object) {
            if (value.equals("-")) {
                assertThat(object.remove(last.getMatchingProperty())).isNotNull();
            } else {
                object.set(last.getMatchingProperty(), SloSamples.json(value));
            }
        } else if (value.equals("-")) {
            assertThat(((ArrayNode) parent).remove(last.getMatchingIndex())).isNotNull();
        } else {
            ((ArrayNode) parent).add(SloSamples.json(value));
        }
    }
}
