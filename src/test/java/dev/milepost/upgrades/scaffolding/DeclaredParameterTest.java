package dev.milepost.upgrades.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.testing.Seeds;
import dev.milepost.upgrades.scaffolding.ManifestSecrets.Declared;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A law: parameters that are added manifest by manifest are those of all manifests together. */
class DeclaredParameterTest {

    @Seeds(bounded = 50, all = 1_000)
    void mergesAsAllPagesTogether(long seed) {
        var random = new Random(seed);
        var one = pages(random);
        var other = pages(random);

        var merged = DeclaredParameter.merged(DeclaredParameter.of(one), DeclaredParameter.of(other));

        assertThat(merged)
                .isEqualTo(DeclaredParameter.of(
                        Stream.concat(one.stream(), other.stream()).toList()));
        assertThat(DeclaredParameter.size(merged)).isGreaterThanOrEqualTo(merged.size());
    }

    /** Secrets among parameters that are too many to be known are left out with all the others. */
    @Test
    void leavesOutAllValuesOfTooManyParameters() {
        var schema = JsonNodeFactory.instance.objectNode();
        List.of("a", "b", "c")
                .forEach(name -> schema.withObjectProperty("properties").putObject(name));
        schema.withObjectProperty("properties").withObjectProperty("c").put("writeOnly", true);
        var known = Declared.NONE.with(List.of(schema), 3);
        var unknown = Declared.NONE.with(List.of(schema), 2);
        var values = JsonNodeFactory.instance.objectNode().put("a", 1).put("c", 2);
        var others = values.deepCopy();

        assertThat(known.leaveOutSecrets(values)).isTrue();
        assertThat(values.toString()).isEqualTo("{\"a\":1}");
        assertThat(unknown.leaveOutSecrets(others)).isTrue();
        assertThat(others).isEmpty();
        assertThat(unknown.with(List.of(), 3).parameters()).isNull();
    }

    private static List<JsonNode> pages(Random random) {
        var pages = new ArrayList<JsonNode>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            pages.add(schema(random, 3));
        }
        return pages;
    }

    private static ObjectNode schema(Random random, int depth) {
        var schema = JsonNodeFactory.instance.objectNode();
        if (random.nextInt(6) == 0) {
            schema.put("writeOnly", true);
        }
        if (depth > 0 && random.nextBoolean()) {
            var properties = schema.putObject("properties");
            for (int i = random.nextInt(4); i > 0; i--) {
                properties.set("p" + random.nextInt(4), schema(random, depth - 1));
            }
        }
        if (depth > 0 && random.nextInt(3) == 0) {
            schema.set("items", schema(random, depth - 1));
        }
        return schema;
    }
}
