package dev.milepost.platform.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.platform.text.Shorten;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;

/**
 * Reads the documents of a YAML stream within the limits. It works on the parser's events, so that a value is counted
 * before it is created. An aliased value exists once in memory and counts each time. Merge keys are ordinary keys, as
 * in Backstage by default.
 */
final class YamlDocumentReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String CORE = "tag:yaml.org,2002:";
    private static final Set<String> READ_AS_PLAIN = Set.of(CORE + "null", CORE + "bool", CORE + "int", CORE + "float");

    private final ParserImpl parser;
    private final Supplier<LineNumbers> linesOfDocument;
    private final ParseBudget budget;
    private final int most;
    private Map<String, Anchored> anchors = new HashMap<>();
    private int line;

    /** The levels of lists and maps in the value that was read last. */
    private int levels;

    /**
     * @param size the characters that each alias of this value consumes
     * @param levels the levels of lists and maps in it
     */
    private record Anchored(JsonNode value, int size, int levels) {}

    private YamlDocumentReader(String text, Supplier<LineNumbers> linesOfDocument, int most, ParseBudget budget) {
        var options = new LoaderOptions();
        options.setCodePointLimit(DocumentLimits.BYTES + 1);
        options.setProcessComments(false);
        this.parser = new ParserImpl(new InMemoryStreamReader(text), options);
        this.linesOfDocument = linesOfDocument;
        this.most = most;
        this.budget = budget;
    }

    /** The documents that are not null. Reading ends with the first one of more than {@code most}. */
    static List<Document> read(String text, Supplier<LineNumbers> lines, int most, int characters) {
        YamlDocumentReader reading = null;
        try {
            reading = new YamlDocumentReader(text, lines, most, new ParseBudget(characters));
            return reading.documents();
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new UnreadableDocument("invalid YAML: " + e.getProblem(), mark == null ? 0 : mark.getLine() + 1);
        } catch (YAMLException e) {
            throw new UnreadableDocument("invalid YAML: " + e.getMessage());
        } catch (UnreadableDocument e) {
            throw e.withLine(reading == null ? 0 : reading.line);
        }
    }

    private List<Document> documents() {
        var documents = new ArrayList<Document>();
        while (documents.size() <= most && !parser.checkEvent(Event.ID.StreamEnd)) {
            if (parser.getEvent() instanceof DocumentStartEvent start) {
                start(start);
                var lines = linesOfDocument.get();
                var document = value(parser.getEvent(), ValuePath.at(""), lines);
                if (!document.isNull()) {
                    documents.add(new Document(document, lines));
                }
            }
        }
        return documents;
    }

    private void start(DocumentStartEvent start) {
        line = start.getStartMark().getLine() + 1;
        if (start.getTags() != null && !start.getTags().isEmpty()) {
            // The parser writes the prefix of a directive into each tag that uses it.
            throw new UnreadableDocument("%TAG directives are not supported: remove them");
        }
        if (!anchors.isEmpty()) {
            // Clearing a map takes time for the most anchors that it has ever had.
            anchors = new HashMap<>();
        }
    }

    private JsonNode value(Event event, ValuePath at, LineNumbers lines) {
        line = event.getStartMark().getLine() + 1;
        lines.start(line);
        if (event instanceof AliasEvent alias) {
            return resolveAlias(alias.getAnchor());
        }
        var before = budget.remaining();
        var value = readNode(event, at, lines);
        var anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, new Anchored(value, before - budget.remaining(), levels));
        }
        return value;
    }

    private JsonNode resolveAlias(String anchor) {
        var anchored = anchors.get(anchor);
        if (anchored == null) {
            throw new UnreadableDocument(
                    "the alias *" + Shorten.to(ParseBudget.SHOWN, anchor) + " has no complete anchor before it");
        }
        budget.consume(anchored.size());
        budget.checkDepth(anchored.levels());
        levels = anchored.levels();
        return anchored.value();
    }

    private JsonNode readNode(Event event, ValuePath at, LineNumbers lines) {
        if (event instanceof ScalarEvent scalar) {
            budget.consumeValue(scalar.getValue().length());
            levels = 0;
            return scalar(scalar);
        }
        budget.consumeValue(0);
        budget.enter();
        var value = event.is(Event.ID.MappingStart) ? map(at, lines) : list(at, lines);
        budget.leave();
        return value;
    }

    private static JsonNode scalar(ScalarEvent scalar) {
        var tag = scalar.getTag();
        var plain = tag == null ? scalar.isPlain() : READ_AS_PLAIN.contains(tag);
        return plain ? Scalars.plain(scalar.getValue()) : Scalars.text(scalar.getValue());
    }

    private JsonNode list(ValuePath at, LineNumbers lines) {
        var list = NODES.arrayNode();
        int deepest = 0;
        for (var event = parser.getEvent(); !event.is(Event.ID.SequenceEnd); event = parser.getEvent()) {
            list.add(value(event, at.element(list.size()), lines.element(list.size())));
            deepest = Math.max(deepest, levels);
        }
        levels = deepest + 1;
        return list;
    }

    private JsonNode map(ValuePath at, LineNumbers lines) {
        var map = NODES.objectNode();
        int deepest = 0;
        for (var event = parser.getEvent(); !event.is(Event.ID.MappingEnd); event = parser.getEvent()) {
            var key = key(event);
            budget.checkName(key, at);
            if (map.has(key)) {
                throw new UnreadableDocument(
                        "the key " + Shorten.to(ParseBudget.SHOWN, key) + " occurs twice in one map");
            }
            map.set(key, value(parser.getEvent(), at.member(key), lines.member(key, line)));
            deepest = Math.max(deepest, levels);
        }
        levels = deepest + 1;
        return map;
    }

    /** Reads a key, which is always a string: {@code 8080:} is the key "8080", and a map is its text. */
    private String key(Event event) {
        line = event.getStartMark().getLine() + 1;
        if (event instanceof ScalarEvent scalar) {
            var key = Scalars.replaceLoneSurrogates(scalar.getValue());
            budget.consumeValue(key.length());
            if (scalar.getAnchor() != null) {
                anchors.put(
                        scalar.getAnchor(),
                        new Anchored(NODES.textNode(key), DocumentLimits.VALUE_OVERHEAD + key.length(), 0));
            }
            return key;
        }
        if (event instanceof AliasEvent alias && resolveAlias(alias.getAnchor()) instanceof TextNode text) {
            return text.textValue();
        }
        if (event.is(Event.ID.MappingStart)) {
            return flow(value(event, ValuePath.at(""), LineNumbers.disabled()));
        }
        throw new UnreadableDocument("a key is a list, but must be a string");
    }

    /** Returns a map as the text that Backstage's parser makes of it where it is a key, such as {@code { x }}. */
    private String flow(JsonNode key) {
        var text = new StringBuilder();
        if (key.isObject()) {
            var members = key.properties().stream()
                    .map(member -> member.getValue().isNull()
                            ? member.getKey()
                            : member.getKey() + ": " + flow(member.getValue()))
                    .toList();
            text.append(members.isEmpty() ? "{}" : "{ " + String.join(", ", members) + " }");
        } else if (key.isArray()) {
            var items = key.valueStream().map(this::flow).toList();
            text.append(items.isEmpty() ? "[]" : "[ " + String.join(", ", items) + " ]");
        } else {
            text.append(key.isNull() ? "" : key.asText());
        }
        budget.consume(text.length());
        return text.toString();
    }
}
