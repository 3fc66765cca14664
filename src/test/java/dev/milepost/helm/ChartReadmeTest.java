package dev.milepost.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.milepost.helm.ValueComments.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The chart's README, whose table is made of the comments of the values, and the schema of the same values. */
class ChartReadmeTest {

    private static final Path README = Chart.FOLDER.resolve("README.md");
    private static final String BEGIN = "<!-- Made of the comments in values.yaml; see \"Contribute\". -->\n";
    private static final String END = "<!-- The end of what is made. -->\n";

    @Test
    void documentsEveryValue() throws IOException {
        var table = ValueComments.of(values()).stream()
                .map(Row::toString)
                .collect(Collectors.joining("", "| value | default | is |\n|---|---|---|\n", ""));
        var before = Files.readString(README);
        var current = before.substring(0, before.indexOf(BEGIN) + BEGIN.length())
                + "\n"
                + table
                + "\n"
                + before.substring(before.indexOf(END));
        if (Boolean.getBoolean("milepost.chart.write")) {
            Files.writeString(README, current);
        }

        assertThat(Files.readString(README))
                .as("mvn test -Dtest=ChartReadmeTest -Dmilepost.chart.write=true brings it up to date")
                .isEqualTo(current);
    }

    @Test
    void hasSchemaOfSameValues() throws IOException {
        var schema = new ObjectMapper()
                .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());

        for (var row : ValueComments.of(values())) {
            var at = schema;
            for (var key : row.path().split("\\.")) {
                assertThat(at.path("additionalProperties"))
                        .as("what is beside %s", row.path())
                        .isEqualTo(BooleanNode.FALSE);
                at = at.at("/properties/" + key);
            }
            assertThat(at.has("type") || at.has("enum"))
                    .as("the schema of %s", row.path())
                    .isTrue();
        }
        assertThat(leaves(schema)).isEqualTo(ValueComments.of(values()).size());
    }

    private static String values() throws IOException {
        return Files.readString(Chart.FOLDER.resolve("values.yaml"));
    }

    /** Values of the schema that are none but Helm's own, `global`; closed objects with properties lead on to theirs. */
    private static long leaves(JsonNode schema) {
        return schema.path("properties")
                .propertyStream()
                .filter(property -> !property.getKey().equals("global"))
                .mapToLong(property -> isGroup(property.getValue()) ? leaves(property.getValue()) : 1)
                .sum();
    }

    private static boolean isGroup(JsonNode schema) {
        return schema.has("properties") && !schema.at("/properties").has("requests");
    }
}
