package dev.milepost.slo.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.slo.openslo.EventVocabulary;
import dev.milepost.slo.openslo.SloReader;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The built-in definitions pass the checks of those that callers send, by the schemas of events. */
class BuiltInSlosTest {

    @Test
    void countFieldsThatExist() throws IOException {
        var vocabulary = new EventVocabulary(fieldsByType());
        var builtIn = new BuiltInSlos(TestDefinitions.config(null), List::of).all();

        assertThat(builtIn)
                .hasSize(7)
                .allSatisfy(slo -> assertThat(SloReader.readSent(slo.documents(), vocabulary))
                        .hasSize(1));
    }

    /** Silence is bad only for what this service itself sends each minute. */
    @Test
    void countSilenceOfProbesOnly() {
        assertThat(new BuiltInSlos(TestDefinitions.config(null), List::of).all())
                .filteredOn(slo -> slo.slo().countsSilence())
                .extracting(SloDefinition::name)
                .containsExactly("intake-freshness");
    }

    private static Map<String, Set<String>> fieldsByType() throws IOException {
        var byType = new TreeMap<String, Set<String>>();
        for (var folder : new File("src/main/resources/schemas/events").listFiles()) {
            var fields = new TreeSet<String>();
            new ObjectMapper()
                    .readTree(new File(folder, "schema.json"))
                    .path("properties")
                    .fieldNames()
                    .forEachRemaining(fields::add);
            byType.put(folder.getName(), fields);
        }
        return byType;
    }
}
