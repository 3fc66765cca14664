package dev.milepost.slo.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.milepost.platform.documents.Document;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.LineNumbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * OpenSLO documents with placeholders: {@code {word}} in their texts. A text that consists of one placeholder is
 * replaced by the value itself, which can be a number.
 */
final class SloTemplate {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private static final int MAX_DOCUMENTS = 10;

    private final List<JsonNode> documents;

    private SloTemplate(List<JsonNode> documents) {
        this.documents = documents;
    }

    static SloTemplate of(String path) {
        try (var file = Objects.requireNonNull(SloTemplate.class.getResourceAsStream(path))) {
            var documents = DocumentReader.readAll(
                    file.readAllBytes(), DocumentFormat.YAML, LineNumbers::disabled, MAX_DOCUMENTS);
            return new SloTemplate(documents.stream().map(Document::value).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /**
     * Returns the rendered documents as a JSON array.
     *
     * @param values the values by placeholder
     * @param annotations additional annotations of the SLO
     */
    String render(Map<String, JsonNode> values, Map<String, String> annotations) {
        var filled = NODES.arrayNode();
        documents.forEach(document -> filled.add(fill(document, values)));
        for (var document : filled) {
            if (document.path("kind").asText().equals("SLO") && !annotations.isEmpty()) {
                var all = ((ObjectNode) document.path("metadata")).withObject("/annotations");
                annotations.forEach(all::put);
            }
        }
        return filled.toString();
    }

    private static JsonNode fill(JsonNode node, Map<String, JsonNode> values) {
        if (node.isObject()) {
            var filled = NODES.objectNode();
            node.properties().forEach(member -> filled.set(member.getKey(), fill(member.getValue(), values)));
            return filled;
        } else if (node.isArray()) {
            var filled = NODES.arrayNode();
            node.forEach(element -> filled.add(fill(element, values)));
            return filled;
        }
        return node.isTextual() ? text(node.textValue(), values) : node;
    }

    /** Replaces all placeholders in one pass, so that braces in a value are not replaced. */
    private static JsonNode text(String text, Map<String, JsonNode> values) {
        var alone = PLACEHOLDER.matcher(text);
        var value = alone.matches() ? values.get(alone.group(1)) : null;
        if (value != null) {
            return value;
        }
        var filled = new StringBuilder();
        int at = 0;
        for (var gap = PLACEHOLDER.matcher(text); gap.find(); at = gap.end()) {
            filled.append(text, at, gap.start())
                    .append(Objects.requireNonNull(values.get(gap.group(1))).asText());
        }
        return NODES.textNode(filled.append(text, at, text.length()).toString());
    }
}
