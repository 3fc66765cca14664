package dev.milepost.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenSloReferencesTest {

    private final AtomicInteger searches = new AtomicInteger();

    @Test
    void separatesWhatEachRefersTo() {
        var first = document("SLO", "first", Map.of("indicatorRef", "shared", "service", "a"));
        var service = document("Service", "a", Map.of());
        // Has the name of a document of another kind, and refers to one that refers back to it.
        var indicator = document("SLI", "shared", Map.of("metricSourceRef", "shared"));
        var source = document("DataSource", "shared", Map.of("indicatorRef", "shared"));
        var second = document("SLO", "second", Map.of("metricSourceRef", "shared", "service", "unknown"));
        var alone = document("SLO", "alone", Map.of("service", "first"));
        var unused = document("AlertPolicy", "shared", Map.of("conditionRef", "shared"));

        assertThat(OpenSloReader.separate(List.of(source, first, service, unused, indicator, second, alone)))
                .containsExactly(
                        Map.entry("alone", List.of(alone)),
                        Map.entry("first", List.of(source, first, service, indicator)),
                        Map.entry("second", List.of(source, indicator, second)));
    }

    /** All SLOs refer to one chain of documents. */
    @Test
    void searchesEachDocumentOnce() {
        var documents = new ArrayList<OpenSloDocument>();
        for (int i = 0; i < 100; i++) {
            documents.add(document("SLO", "slo-" + i, Map.of("metricSourceRef", "0")));
            documents.add(document("DataSource", "" + i, Map.of("metricSourceRef", "" + (i + 1))));
        }

        assertThat(OpenSloReader.separate(documents))
                .hasSize(100)
                .allSatisfy((slo, own) -> assertThat(own).hasSize(101));
        assertThat(searches.get()).isLessThanOrEqualTo(6 * documents.size());
    }

    private OpenSloDocument document(String kind, String name, Map<String, String> references) {
        var content = new ObjectNode(JsonNodeFactory.instance) {
            private static final long serialVersionUID = 1L;

            @Override
            public List<String> findValuesAsText(String field, List<String> found) {
                searches.incrementAndGet();
                return super.findValuesAsText(field, found);
            }
        };
        content.put("kind", kind).putObject("metadata").put("name", name);
        var spec = JsonNodeFactory.instance.objectNode();
        references.forEach(spec::put);
        content.<JsonNode>set("spec", JsonNodeFactory.instance.arrayNode().add(spec));
        return new OpenSloDocument(content);
    }
}
