package dev.milepost.upgrades.merging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.milepost.upgrades.merging.KeyedValue.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a POM by its elements. The key of dependencies and plugins is their coordinates, that of executions, profiles
 * and repositories their id, that of modules and similar elements their text, and that of all others their name. An
 * element whose children have no unique keys is one value.
 */
final class PomKeyReader {

    private static final Pattern PIECE = Pattern.compile(
            "<!--.*?-->|<!\\[CDATA\\[.*?\\]\\]>|<\\?.*?\\?>|<(?P<end>/?)(?P<name>[^\\s/<>\"']+)(?P<rest>[^<>]*)>",
            Pattern.DOTALL);
    private static final Set<String> BY_COORDINATES = Set.of("dependency", "plugin", "exclusion", "extension");
    private static final Set<String> BY_ID = Set.of("execution", "profile", "repository", "pluginRepository");
    private static final Set<String> BY_TEXT = Set.of("module", "include", "exclude", "arg", "goal", "source");
    private static final String PLUGINS = "org.apache.maven.plugins";

    private final String text;
    private final Matcher pieces;

    private PomKeyReader(String text) {
        this.text = text;
        this.pieces = PIECE.matcher(text);
    }

    /**
     * Returns empty for XML that is not well-formed, and for documents with a type declaration, which can contain
     * anything.
     */
    static Optional<KeyedValue> read(String text) {
        if (!XmlCheck.isWellFormed(text)) {
            return Optional.empty();
        }
        var pom = new PomKeyReader(text);
        return pom.findTag() ? Optional.of(pom.element()) : Optional.empty();
    }

    /** Advances to the next start or end tag. */
    private boolean findTag() {
        while (pieces.find()) {
            if (pieces.group("name") != null) {
                return true;
            }
        }
        return false;
    }

    /** Reads the element whose start tag was found, and advances to its end tag. */
    private KeyedValue element() {
        int start = pieces.end();
        var rest = pieces.group("rest");
        if (rest.endsWith("/")) {
            return new KeyedValue(value(rest, ""), start, start, null);
        }
        var value = JsonNodeFactory.instance.objectNode();
        var entries = new LinkedHashMap<String, Entry>();
        int children = 0;
        while (findTag() && pieces.group("end").isEmpty()) {
            int from = pieces.start();
            var name = pieces.group("name");
            var child = element();
            var key = key(name, child);
            value.set(key, child.value());
            entries.put(key, new Entry(key, from, pieces.end(), child));
            children++;
        }
        int end = pieces.start();
        if (children == 0 || entries.size() < children) {
            return new KeyedValue(value(rest, text.substring(start, end)), start, end, null);
        }
        value.put("@", rest.strip());
        return new KeyedValue(value, start, end, entries);
    }

    private static JsonNode value(String attributes, String content) {
        var text = withoutComments(content).strip();
        var described =
                (attributes.endsWith("/") ? attributes.substring(0, attributes.length() - 1) : attributes).strip();
        return TextNode.valueOf(described.isEmpty() ? text : described + " " + text);
    }

    /**
     * Uses plain code instead of a regular expression, since the text of nested elements is processed once per level.
     */
    private static String withoutComments(String text) {
        var kept = new StringBuilder();
        int at = 0;
        for (int start = text.indexOf("<!--"); start >= 0; start = text.indexOf("<!--", at)) {
            int end = text.indexOf("-->", start + 4);
            if (end < 0) {
                break;
            }
            kept.append(text, at, start);
            at = end + 3;
        }
        return kept.append(text, at, text.length()).toString();
    }

    private static String key(String name, KeyedValue element) {
        var parts = element.keyed();
        if (BY_COORDINATES.contains(name) && parts.containsKey("artifactId")) {
            return "%s[%s:%s:%s:%s]"
                    .formatted(
                            name,
                            valueOf(parts, "groupId", name.equals("plugin") ? PLUGINS : ""),
                            valueOf(parts, "artifactId", ""),
                            valueOf(parts, "type", "jar"),
                            valueOf(parts, "classifier", ""));
        } else if (BY_ID.contains(name)) {
            return name + "[" + valueOf(parts, "id", "default") + "]";
        }
        return BY_TEXT.contains(name) ? name + "[" + element.value().asText() + "]" : name;
    }

    private static String valueOf(Map<String, Entry> parts, String name, String otherwise) {
        var part = parts.get(name);
        return part == null ? otherwise : part.value().value().asText();
    }
}
