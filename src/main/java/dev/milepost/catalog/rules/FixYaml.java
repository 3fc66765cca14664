package dev.milepost.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Set;

/** Writes a fix as YAML in the usual style of catalog files: block maps; strings quoted unless they are unambiguous. */
final class FixYaml {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/@-]*");
    private static final Set<String> RESERVED_WORDS =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private FixYaml() {}

    static String of(JsonNode fix) {
        var text = new StringBuilder();
        write(fix, 0, text);
        return text.toString();
    }

    private static void write(JsonNode map, int depth, StringBuilder text) {
        for (var field : map.properties()) {
            text.append("  ".repeat(depth)).append(text(field.getKey())).append(':');
            var value = field.getValue();
            if (value.isObject() && !value.isEmpty()) {
                text.append('\n');
                write(value, depth + 1, text);
            } else {
                // JSON is valid YAML.
                text.append(' ')
                        .append(value.isTextual() ? text(value.textValue()) : value.toString())
                        .append('\n');
            }
        }
    }

    private static String text(String value) {
        return PLAIN.matcher(value).matches() && !RESERVED_WORDS.contains(value.toLowerCase(Locale.ROOT))
                ? value
                : TextNode.valueOf(value).toString();
    }
}
