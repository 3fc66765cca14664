package dev.milepost.platform.documents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.text.JsonSyntax;
import java.io.IOException;
import java.util.Optional;

/** Reads one JSON document within the limits. */
final class JsonDocumentReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    // ParseBudget counts the depth, so that both formats have the same error message.
                    .maxNestingDepth(DocumentLimits.DEPTH + 1)
                    .maxNumberLength(DocumentLimits.DIGITS)
                    .maxStringLength(DocumentLimits.BYTES)
                    // ParseBudget limits names too.
                    .maxNameLength(DocumentLimits.BYTES)
                    .build())
            .build();

    private final JsonParser parser;
    private final ParseBudget budget;

    private JsonDocumentReader(JsonParser parser, ParseBudget budget) {
        this.parser = parser;
        this.budget = budget;
    }

    /** Reads the document. Empty if there is only whitespace. */
    static Optional<Document> read(byte[] text, LineNumbers lines, int characters) {
        // A factory keeps the names that its parsers have read.
        try (var parser = JSON.copy().createParser(text)) {
            return new JsonDocumentReader(parser, new ParseBudget(characters)).document(lines);
        } catch (JsonProcessingException e) {
            var line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw new UnreadableDocument("invalid JSON: " + JsonSyntax.describe(e), line);
        } catch (IOException e) {
            // For example, bytes that are not valid UTF-8.
            throw new UnreadableDocument("invalid JSON: it is not encoded in UTF-8");
        }
    }

    private Optional<Document> document(LineNumbers lines) throws IOException {
        if (parser.nextToken() == null) {
            return Optional.empty();
        }
        try {
            var document = value(ValuePath.at(""), lines);
            if (parser.nextToken() != null) {
                throw new UnreadableDocument("there is a second value after the first: put them into one list");
            }
            return Optional.of(new Document(document, lines));
        } catch (UnreadableDocument e) {
            throw e.withLine(parser.currentLocation().getLineNr());
        }
    }

    private JsonNode value(ValuePath at, LineNumbers lines) throws IOException {
        lines.start(parser.currentTokenLocation().getLineNr());
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(at, lines);
            case START_ARRAY -> array(at, lines);
            case VALUE_STRING -> text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> single(NODES.booleanNode(true));
            case VALUE_FALSE -> single(NODES.booleanNode(false));
            default -> single(NODES.nullNode());
        };
    }

    private JsonNode single(JsonNode value) {
        budget.consumeValue(0);
        return value;
    }

    private JsonNode text(String text) {
        budget.consumeValue(text.length());
        return Scalars.text(text);
    }

    private JsonNode number() throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> single(NODES.numberNode(parser.getLongValue()));
            default -> single(Scalars.floating(parser.getDoubleValue()));
        };
    }

    private JsonNode object(ValuePath at, LineNumbers lines) throws IOException {
        budget.consumeValue(0);
        budget.enter();
        var object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = Scalars.replaceLoneSurrogates(parser.currentName());
            budget.checkName(name, at);
            budget.consume(name.length());
            var linesOfMember = lines.member(name, parser.currentTokenLocation().getLineNr());
            parser.nextToken();
            object.set(name, value(at.member(name), linesOfMember));
        }
        budget.leave();
        return object;
    }

    private JsonNode array(ValuePath at, LineNumbers lines) throws IOException {
        budget.consumeValue(0);
        budget.enter();
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(at.element(array.size()), lines.element(array.size())));
        }
        budget.leave();
        return array;
    }
}
