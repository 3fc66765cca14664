package dev.milepost.templates.backstage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes JSON as readable YAML in block style, in the document's own order. Equal documents give equal bytes. */
public final class YamlWriter {

    /** Strings that YAML 1.1 or 1.2 may parse as another type than a string. */
    private static final Pattern NUMBER_LIKE = Pattern.compile("[-+.0-9][^\\n\\r\\x{85}\\x{2028}\\x{2029}]*");

    static final String MEDIA_TYPE = "application/yaml";

    private YamlWriter() {}

    public static byte[] of(JsonNode document) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setIndent(2);
        return new Yaml(new Texts(options), options).dump(value(document)).getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Object value(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            object.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            var elements = new ArrayList<@Nullable Object>();
            node.forEach(element -> elements.add(value(element)));
            return elements;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        return node.isBoolean() ? Boolean.valueOf(node.booleanValue()) : node.isNull() ? null : node.asText();
    }

    private static final class Texts extends Representer {

        Texts(DumperOptions options) {
            super(options);
            representers.put(String.class, text -> text((String) text));
        }

        private Node text(String text) {
            if (text.contains("\n")) {
                return representScalar(Tag.STR, text, ScalarStyle.LITERAL);
            }
            return representScalar(
                    Tag.STR, text, NUMBER_LIKE.matcher(text).matches() ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.PLAIN);
        }
    }
}
