package dev.milepost.upgrades.merging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.upgrades.merging.KeyedValue.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads a YAML document by its keys. Documents with aliases, with {@code %TAG} directives or with keys that are not
 * strings are not merged by key.
 */
final class YamlKeyReader {

    private final String text;
    private final int[] offsets;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlKeyReader(String text) {
        this.text = text;
        this.offsets = offsets(text);
    }

    static Optional<KeyedValue> read(String text) {
        var options = new LoaderOptions();
        options.setProcessComments(false);
        try {
            var parser = new ParserImpl(new StreamReader(text), options);
            var composer = new Composer(parser, new Resolver(), options);
            // The parser writes the prefix of a directive into each tag that uses it.
            if (!composer.checkNode() || hasTagDirectives(parser.peekEvent())) {
                return Optional.empty();
            }
            var root = composer.getNode();
            if (composer.checkNode()) {
                throw new YAMLException("a second document");
            }
            return root instanceof MappingNode ? Optional.of(new YamlKeyReader(text).value(root)) : Optional.empty();
        } catch (YAMLException e) {
            return Optional.empty();
        }
    }

    private static boolean hasTagDirectives(Event event) {
        return event instanceof DocumentStartEvent start
                && start.getTags() != null
                && !start.getTags().isEmpty();
    }

    private KeyedValue value(Node node) {
        if (!seen.add(node)) {
            throw new YAMLException("an alias");
        }
        if (node instanceof MappingNode map) {
            return map(map);
        } else if (node instanceof SequenceNode list) {
            return list(list);
        }
        var scalar = (ScalarNode) node;
        int start = offset(node.getStartMark().getIndex());
        var value = TextNode.valueOf(scalar.getTag() + " " + scalar.getValue());
        return new KeyedValue(
                value, start, trimmed(start, offset(node.getEndMark().getIndex())), null);
    }

    private KeyedValue map(MappingNode map) {
        var value = JsonNodeFactory.instance.objectNode();
        var entries = new LinkedHashMap<String, Entry>();
        int end = offset(map.getStartMark().getIndex());
        for (var tuple : map.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new YAMLException("a key that is no text");
            }
            var one = value(tuple.getValueNode());
            int start = offset(key.getStartMark().getIndex());
            end = Math.max(one.end(), offset(key.getEndMark().getIndex()));
            value.set(key.getValue(), one.value());
            if (entries.put(key.getValue(), new Entry(key.getValue(), start, end, one)) != null) {
                throw new YAMLException("a key that stands twice");
            }
        }
        return new KeyedValue(value, offset(map.getStartMark().getIndex()), end(map, end), entries);
    }

    private KeyedValue list(SequenceNode list) {
        var value = JsonNodeFactory.instance.arrayNode();
        var items = new ArrayList<Entry>();
        int start = offset(list.getStartMark().getIndex());
        int end = start;
        for (var element : list.getValue()) {
            var one = value(element);
            value.add(one.value());
            end = one.end();
            int dash = dash(one.start());
            if (element instanceof MappingNode && dash >= 0) {
                items.add(new Entry("", dash, one.end(), one));
            }
        }
        int listEnd = end(list, end);
        return (items.size() == value.size() ? ListKeys.of(items, start, listEnd) : Optional.<KeyedValue>empty())
                .orElseGet(() -> new KeyedValue(value, start, listEnd, null));
    }

    /** Returns the offset of the dash before an item of a list; -1 if there is something else. */
    private int dash(int start) {
        int at = start - 1;
        while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at >= 0 && text.charAt(at) == '-' ? at : -1;
    }

    /**
     * Returns the end of a collection. A block ends with its last value; the parser reports the start of the next
     * token.
     */
    private int end(CollectionNode<?> node, int last) {
        return node.getFlowStyle() == org.yaml.snakeyaml.DumperOptions.FlowStyle.FLOW
                ? offset(node.getEndMark().getIndex())
                : last;
    }

    private int trimmed(int start, int end) {
        int trimmed = end;
        while (trimmed > start && Character.isWhitespace(text.charAt(trimmed - 1))) {
            trimmed--;
        }
        return trimmed;
    }

    /** Converts the parser's code point offsets to character offsets. */
    private int offset(int codePoints) {
        return offsets.length == 0 ? codePoints : offsets[codePoints];
    }

    /** Returns the offset of each code point; empty if every code point is one character. */
    private static int[] offsets(String text) {
        int count = text.codePointCount(0, text.length());
        var offsets = new int[count == text.length() ? 0 : count + 1];
        for (int i = 0, at = 0; i < offsets.length; i++) {
            offsets[i] = at;
            at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
        }
        return offsets;
    }
}
