package dev.milepost.openslo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes documents as YAML that means what they mean: texts are quoted unless no reader could take them for more. */
public final class OpenSloText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/@-]*( [A-Za-z0-9._/@-]+)*");
    private static final Set<String> NO_TEXTS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    /** What JSON leaves as it is and YAML takes for something else, or does not take. */
    private static final Pattern UNSAFE = Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

    private OpenSloText() {}

    public static String write(List<OpenSloDocument> documents) {
        return documents.stream().map(document -> document(document.content())).collect(Collectors.joining("---\n"));
    }

    /** Any map as one document. */
    public static String document(JsonNode content) {
        var text = new StringBuilder();
        writeMap(content, "", text);
        return text.toString();
    }

    /** @param indent of its lines; the first has been given one already where it is an element of a list */
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
            // JSON is YAML as well.
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
        return PLAIN.matcher(value).matches() && !NO_TEXTS.contains(value.toLowerCase(Locale.ROOT))
                ? value
                : UNSAFE.matcher(TextNode.valueOf(value).toString())
                        .replaceAll(found ->
                                "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }
}
