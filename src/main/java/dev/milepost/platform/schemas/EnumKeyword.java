package dev.milepost.platform.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.KeywordValidator;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code enum}. That of the library takes quadratic time for values with equal hash codes, and compares numbers within
 * objects by their type.
 */
final class EnumKeyword extends AbstractKeyword {

    private static final int LONGEST = 1_000;

    EnumKeyword() {
        super("enum");
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode schemaNode, Schema parent, SchemaContext context) {
        return new EqualityKeywordValidator(this, schemaNode, location, parent, context) {

            private final Set<String> allowed =
                    schemaNode.valueStream().map(JsonEqualityKey::of).collect(Collectors.toSet());
            private final String shown = shown(schemaNode);

            @Override
            boolean accepts(JsonNode value) {
                return allowed.contains(JsonEqualityKey.of(value));
            }

            @Override
            Object[] messageArguments(JsonNode value) {
                return new Object[] {shown};
            }
        };
    }

    /** Returns the list, shortened: the message about each wrong value has it. */
    private static String shown(JsonNode values) {
        var text = new StringBuilder("[");
        for (var value : values) {
            text.append(text.length() == 1 ? "" : ", ")
                    .append(value.isContainerNode() || value.isTextual() ? value.toString() : value.asText());
            if (text.length() > LONGEST) {
                text.setLength(LONGEST);
                return text.append("…").toString();
            }
        }
        return text.append(']').toString();
    }
}
