package dev.milepost.platform.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.KeywordValidator;

/** {@code const}. That of the library compares numbers within arrays and objects by their type. */
final class ConstKeyword extends AbstractKeyword {

    ConstKeyword() {
        super("const");
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode schemaNode, Schema parent, SchemaContext context) {
        return new EqualityKeywordValidator(this, schemaNode, location, parent, context) {

            private final String constant = JsonEqualityKey.of(schemaNode);

            @Override
            boolean accepts(JsonNode value) {
                return constant.equals(JsonEqualityKey.of(value));
            }

            @Override
            Object[] messageArguments(JsonNode value) {
                return new Object[] {schemaNode.asText(), value.asText()};
            }
        };
    }
}
