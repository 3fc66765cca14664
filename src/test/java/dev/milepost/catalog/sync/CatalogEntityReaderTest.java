package dev.milepost.catalog.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.testing.QuotedJson;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogEntityReaderTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** 100,000 texts below 90 KB of names. */
    @Test
    void keepsFewShortFaults() {
        var texts = NODES.arrayNode();
        for (int i = 0; i < 100_000; i++) {
            texts.add("\0");
        }
        JsonNode entity = texts;
        for (int i = 0; i < 90; i++) {
            entity = NODES.objectNode().set("n".repeat(1_000), entity);
        }
        var read = entity;
        var reader = new CatalogEntityReader("/entities/7/entity");

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> reader.read(read));

        assertThat(reader.faults())
                .hasSize(100)
                .allSatisfy(fault -> assertThat(fault.pointer())
                        .startsWith("/entities/7/entity/nnn")
                        .hasSizeLessThanOrEqualTo(Fault.POINTER_LENGTH + 1));
    }

    @Test
    void pointsToAText() {
        var entity = NODES.objectNode();
        entity.putObject("spec").putArray("a/b").add("fine").add("\0");
        var reader = new CatalogEntityReader("/entities/7/entity");

        assertThat(reader.read(entity)).isEmpty();

        assertThat(reader.faults())
                .contains(new Fault(
                        "/entities/7/entity/spec/a~1b/1",
                        "must not contain the character U+0000 or half of a surrogate pair"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'apiVersion':1} | /apiVersion | must be a string",
                "{'spec':[1]} | /spec | must be a JSON object",
                "{'spec':null} | /spec | must be a JSON object",
                "{'metadata':{'name':'a','annotations':['b']}} | /metadata/annotations | must be a JSON object",
                "{'metadata':{'name':'a','annotations':{'a/b':1}}} | /metadata/annotations/a~1b | must be a string",
                "{'metadata':{'name':'a','annotations':{'c':null}}} | /metadata/annotations/c | must be a string",
                "{'metadata':7} | /metadata/name | is required"
            })
    void refusesTypesThatBackstageDoesNotHave(String written, String pointer, String detail) {
        var entity = NODES.objectNode().put("kind", "Component");
        entity.putObject("metadata").put("name", "a");
        entity.setAll((ObjectNode) QuotedJson.json(written));
        var reader = new CatalogEntityReader("/entities/7/entity");

        assertThat(reader.read(entity)).isEmpty();

        assertThat(reader.faults()).containsExactly(new Fault("/entities/7/entity" + pointer, detail));
    }
}
