package dev.milepost.slo.openslo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes documents as YAML with the same meaning. A text is quoted unless every YAML reader would read it as that text.
 */
public final class OpenSloWriter {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/@-]*( [A-Za-z0-9._/@-]+)*");
    private static final Set<String> NO_TEXTS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    /** Returns true for characters that JSON does not escape and that YAML interprets or rejects. */
    private static boolean isUnsafe(char c) {
        return c >= 0x7F && c <= 0x9F || c == 0x2028 || c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
    }

    private OpenSloWriter() {}

    public static String write(List<OpenSloDocument> documents) {
        return documents.stream().map(document -> document(document.content())).collect(Collectors.joining("---\n"));
    }

    /** Writes any map as one document. */
    public static String document(JsonNode content) {
        var text = new StringBuilder();
        writeMap(content, "", text);
        return text.toString();
    }

    /** @param indent the indentation of its lines; in a list element the first line is already indented */
    private static void writeMap(JsonNode map, String indent, StringBuilder text) {
        for (var member : map.properties()) {
            text.append(indent).append(text(member.getKey())).append(':');
            writeValue(member.getValue(), indent, text);
        }
    }

    private static void writeValue(JsonNode value, String indent, StringBuilder text) {
        if (value.isObject() && !value.isEmpty()) {
            text.append('\n');
            writeMap(value, indent + "  ", text);
        } else if (value.isArray() && !value.isEmpty()) {
            text.append('\n');
            writeList(value, indent + "  ", text);
        } else {
            // JSON is also valid YAML.
            text.append(' ')
                    .append(value.isTextual() ? text(value.textValue()) : value.toString())
                    .append('\n');
        }
    }

    private static void writeList(JsonNode list, String indent, StringBuilder text) {
        for (var element : list) {
            text.append(indent).append('-');
            if (element.isObject() && !element.isEmpty()) {
                var map = new StringBuilder();
                writeMap(element, indent + "  ", map);
                text.append(' ').append(map.substring(indent.length() + 2));
            } else {
                writeValue(element, indent, text);
            }
        }
    }

    private static String text(String value) {
        if (PLAIN.matches(value) && !NO_TEXTS.contains(value.toLowerCase(Locale.ROOT))) {
            return value;
        }
        var quoted = new StringBuilder();
        TextNode.valueOf(value).toString().chars().forEach(c -> {
            if (isUnsafe((char) c)) {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.toString();
    }
}
