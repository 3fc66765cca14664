package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.milepost.slo.objectives.SliEvent;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BadEventTest {

    private static final String DATA = "{\"lists\":[[],[]]}";

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    /** A tree takes up to forty times the heap of its text, and is in use until the answer is written. */
    @Test
    void keepsNoTrees() {
        var trees = new ArrayList<WeakReference<JsonNode>>();
        var bad = bad(trees);

        System.gc();

        assertThat(trees).hasSize(1).allSatisfy(tree -> assertThat(tree.get()).isNull());
        assertThat(bad.bytes()).isEqualTo(DATA.length());
    }

    @Test
    void isWrittenWithItsDataAsJson() throws IOException {
        var written = json.readTree(json.writeValueAsBytes(bad(new ArrayList<>())));

        assertThat(written.at("/events/0/data")).isEqualTo(json.readTree(DATA));
    }

    private static BadEvent bad(List<WeakReference<JsonNode>> trees) {
        var data = JsonNodeFactory.instance.objectNode();
        var lists = data.putArray("lists");
        lists.addArray();
        lists.addArray();
        trees.add(new WeakReference<>(data));
        var event = new SliEvent("/test", "1", "x.y", Instant.EPOCH, data, null);
        return BadEvent.of(new UUID(0, 1), Instant.EPOCH, "It is bad.", List.of(event), List.of());
    }
}
