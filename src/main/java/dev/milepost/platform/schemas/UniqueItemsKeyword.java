package dev.milepost.platform.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.KeywordValidator;
import java.util.HashSet;

/**
 * {@code uniqueItems}. That of the library takes quadratic time for items with equal hash codes, and takes 1 and 1.0 for
 * different items.
 */
final class UniqueItemsKeyword extends AbstractKeyword {

    UniqueItemsKeyword() {
        super("uniqueItems");
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode schemaNode, Schema parent, SchemaContext context) {
        return new EqualityKeywordValidator(this, schemaNode, location, parent, context) {

            @Override
            boolean accepts(JsonNode value) {
                return !schemaNode.asBoolean() || !value.isArray() || isUnique(value);
            }

            @Override
            Object[] messageArguments(JsonNode value) {
                return new Object[0];
            }
        };
    }

    private static boolean isUnique(JsonNode items) {
        var seen = new HashSet<String>();
        for (var item : items) {
            if (!seen.add(JsonEqualityKey.of(item))) {
                return false;
            }
        }
        return true;
    }
}
