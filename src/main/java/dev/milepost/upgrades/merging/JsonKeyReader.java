package dev.milepost.upgrades.merging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.upgrades.merging.KeyedValue.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Reads a JSON document by its keys. */
final class JsonKeyReader {

    private static final int DEEPEST = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final JsonParser parser;

    private JsonKeyReader(JsonParser parser) {
        this.parser = parser;
    }

    static Optional<KeyedValue> read(String text) {
        // A factory keeps the names that its parsers have read.
        try (var parser = JSON.copy().createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            var document = new JsonKeyReader(parser).value();
            return parser.nextToken() == null ? Optional.of(document) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private KeyedValue value() throws IOException {
        int start = start();
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(start);
            case START_ARRAY -> array(start);
            default -> {
                // The token type makes a string differ from a number with the same text.
                var value = TextNode.valueOf(parser.currentToken() + " " + parser.getText());
                yield new KeyedValue(value, start, end(), null);
            }
        };
    }

    private KeyedValue object(int start) throws IOException {
        var value = JsonNodeFactory.instance.objectNode();
        var entries = new LinkedHashMap<String, Entry>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var key = parser.currentName();
            int keyStart = start();
            parser.nextToken();
            var one = value();
            value.set(key, one.value());
            entries.put(key, new Entry(key, keyStart, one.end(), one));
        }
        return new KeyedValue(value, start, end(), entries);
    }

    private KeyedValue array(int start) throws IOException {
        var value = JsonNodeFactory.instance.arrayNode();
        var items = new ArrayList<Entry>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var one = value();
            value.add(one.value());
            if (one.value().isObject()) {
                items.add(new Entry("", one.start(), one.end(), one));
            }
        }
        int end = end();
        return (items.size() == value.size() ? ListKeys.of(items, start, end) : Optional.<KeyedValue>empty())
                .orElseGet(() -> new KeyedValue(value, start, end, null));
    }

    private int start() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private int end() {
        return (int) parser.currentLocation().getCharOffset();
    }
}
