package dev.milepost.upgrades.merging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.upgrades.merging.KeyedValue.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets one value in a YAML or JSON text, or in the text of an element of a POM. Everything else of the text stays,
 * comments and layout too.
 */
public final class ValueSetting {

    private static final int MAX_LENGTH = 256 << 10;

    private final KeyedFormat format;
    private final String text;

    private ValueSetting(KeyedFormat format, String text) {
        this.format = format;
        this.text = text;
    }

    /**
     * Returns the text with the value; empty if the file has no such format, cannot be read, or has no place for the
     * value.
     *
     * @param path of the file, whose name tells the format
     * @param pointer a JSON pointer; an item of a list is named by its index, if the items of the list have keys
     */
    public static Optional<String> set(String path, String text, String pointer, JsonNode value) {
        return KeyedFormat.of(path)
                .filter(format -> isReadable(text))
                .flatMap(format -> new ValueSetting(format, text).set(JsonPointers.tokens(pointer), value));
    }

    /** Returns the text of the value that a file has at a pointer; empty if it has none. */
    public static Optional<String> find(String path, String text, String pointer) {
        return KeyedFormat.of(path).filter(format -> isReadable(text)).flatMap(format -> {
            var setting = new ValueSetting(format, text);
            return format.read(text)
                    .flatMap(root -> Optional.ofNullable(setting.entry(root, JsonPointers.tokens(pointer))))
                    .map(entry -> entry.value().value().toString());
        });
    }

    private static boolean isReadable(String text) {
        return text.length() <= MAX_LENGTH && MergeMemory.fitsByKey(new ThreeWayTexts(text, "", ""));
    }

    private Optional<String> set(List<String> tokens, JsonNode value) {
        var root = format.read(text);
        if (root.isEmpty() || tokens.isEmpty()) {
            return Optional.empty();
        }
        var at = entry(root.get(), tokens);
        var changed = at == null ? inserted(root.get(), tokens, value) : replaced(at, value);
        return changed.filter(result -> isSet(result, tokens, value));
    }

    private Optional<String> replaced(Entry at, JsonNode value) {
        int start = at.value().start();
        int end = at.value().end();
        if (format == KeyedFormat.POM) {
            return value.isContainerNode() || at.value().entries() != null
                    ? Optional.empty()
                    : Optional.of(text.substring(0, start) + escaped(value) + text.substring(end));
        }
        var space = start > 0 && text.charAt(start - 1) == ':' ? " " : "";
        return Optional.of(text.substring(0, start) + space + written(value) + text.substring(end));
    }

    /** Adds the value to the map that is nearest to its place, after the map's last entry. */
    private Optional<String> inserted(KeyedValue root, List<String> tokens, JsonNode value) {
        int depth = tokens.size() - 1;
        KeyedValue parent = root;
        while (depth > 0) {
            var entry = entry(root, tokens.subList(0, depth));
            if (entry != null) {
                parent = entry.value();
                break;
            }
            depth--;
        }
        if (format == KeyedFormat.POM || parent.keyed().isEmpty() || isList(parent)) {
            return Optional.empty();
        }
        var last = new ArrayList<>(parent.keyed().values()).get(parent.keyed().size() - 1);
        var added = new StringBuilder(written(value));
        for (int i = tokens.size() - 1; i > depth; i--) {
            added.insert(0, "{" + TextNode.valueOf(tokens.get(i)) + ": ").append('}');
        }
        var layout = new Layout(text);
        var member = "%s: %s".formatted(written(TextNode.valueOf(tokens.get(depth))), added);
        boolean isBlock = format == KeyedFormat.YAML && layout.isLastOfLine(last);
        if (isBlock) {
            int place = layout.lineEnd(last.end());
            var before = text.substring(0, place);
            return Optional.of((before.endsWith("\n") ? before : before + "\n") + layout.indent(last.start()) + member
                    + "\n" + text.substring(place));
        }
        var json = format == KeyedFormat.JSON ? "%s: %s".formatted(TextNode.valueOf(tokens.get(depth)), added) : member;
        var indent = layout.indent(last.start());
        boolean hasOwnLine = layout.lineStart(last.start()) + indent.length() == last.start();
        return Optional.of(text.substring(0, last.end())
                + (hasOwnLine ? ",\n" + indent : ", ")
                + json
                + text.substring(last.end()));
    }

    /** Whether a text has exactly this value there. */
    private boolean isSet(String result, List<String> tokens, JsonNode value) {
        var parsed = format.read(result).map(root -> entry(root, tokens)).orElse(null);
        if (parsed == null) {
            return false;
        }
        if (format == KeyedFormat.POM) {
            return parsed.value().value().asText().equals(escaped(value));
        }
        var wanted = format.read("{\"v\": " + value + "}")
                .map(root -> entry(root, List.of("v")))
                .orElse(null);
        return wanted != null && parsed.value().value().equals(wanted.value().value());
    }

    private @Nullable Entry entry(KeyedValue root, List<String> tokens) {
        var at = root;
        Entry found = null;
        var path = tokens;
        // The root element of a POM is not one of its entries.
        if (format == KeyedFormat.POM && !path.isEmpty() && path.get(0).equals("project")) {
            path = path.subList(1, path.size());
        }
        for (var token : path) {
            var entries = at.keyed();
            found = isList(at) ? item(at, token) : entries.get(token);
            if (found == null) {
                return null;
            }
            at = found.value();
        }
        return found;
    }

    private static boolean isList(KeyedValue value) {
        return value.keyed().keySet().stream()
                .findFirst()
                .map(ListKeys::isListKey)
                .orElse(false);
    }

    private static @Nullable Entry item(KeyedValue list, String token) {
        if (token.isEmpty() || token.length() > 6 || token.chars().anyMatch(c -> c < '0' || c > '9')) {
            return null;
        }
        return list.keyed().values().stream()
                .skip(Integer.parseInt(token))
                .findFirst()
                .orElse(null);
    }

    /** JSON is valid YAML. A text that YAML reads as itself is written without quotes. */
    private String written(JsonNode value) {
        if (format == KeyedFormat.YAML && value instanceof TextNode plain) {
            var word = plain.textValue();
            var isWord = !word.isEmpty()
                    && Character.isLetter(word.charAt(0))
                    && word.chars().allMatch(c -> c < 0x7F && (Character.isLetterOrDigit(c) || "-_./".indexOf(c) >= 0));
            var read = isWord ? YamlKeyReader.read("v: " + word).map(KeyedValue::value) : Optional.<JsonNode>empty();
            if (read.map(map -> map.path("v").asText().equals("tag:yaml.org,2002:str " + word))
                    .orElse(false)) {
                return word;
            }
        }
        return value.toString();
    }

    private static String escaped(JsonNode value) {
        return value.asText().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
