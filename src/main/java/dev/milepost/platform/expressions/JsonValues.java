package dev.milepost.platform.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.values.NullValue;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * JSON as values of CEL, and back. Objects and arrays are views, because an expression reads few fields of a document, and
 * many expressions read the same one.
 */
public final class JsonValues {

    private JsonValues() {}

    public static Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> new ObjectView((ObjectNode) node);
            case ARRAY -> new ArrayView((ArrayNode) node);
            // Integers have 64 bits in CEL and any size in JSON.
            case NUMBER ->
                node.isIntegralNumber() && node.canConvertToLong()
                        ? (Object) node.longValue()
                        : (Object) node.doubleValue();
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.textValue();
            default -> NullValue.NULL_VALUE;
        };
    }

    /**
     * The JSON of a value. Empty if it has none: JSON has no bytes, messages, times or types.
     *
     * @param depth the levels of lists and maps that are left
     */
    public static Optional<JsonNode> toJson(Object value, int depth) {
        var nodes = JsonNodeFactory.instance;
        if (value instanceof String text) {
            return Optional.of(nodes.textNode(text));
        } else if (value instanceof Boolean truth) {
            return Optional.of(nodes.booleanNode(truth));
        } else if (value instanceof Double number) {
            return Double.isFinite(number) ? Optional.of(nodes.numberNode(number)) : Optional.empty();
        } else if (value instanceof Long number) {
            return Optional.of(nodes.numberNode(number));
        } else if (value instanceof Number unsigned) {
            return Optional.of(nodes.numberNode(new BigInteger(unsigned.toString())));
        } else if (value instanceof NullValue || value instanceof com.google.protobuf.NullValue) {
            return Optional.of(nodes.nullNode());
        } else if (value instanceof Collection<?> list && depth > 0) {
            var array = nodes.arrayNode();
            return all(list, element -> toJson(element, depth - 1).map(array::add))
                    ? Optional.of(array)
                    : Optional.empty();
        } else if (value instanceof Map<?, ?> map && depth > 0) {
            var object = nodes.objectNode();
            return all(map.entrySet(), entry -> member(object, entry, depth - 1))
                    ? Optional.of(object)
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> member(ObjectNode object, Map.Entry<?, ?> entry, int depth) {
        var value = entry.getKey() instanceof String ? toJson(entry.getValue(), depth) : Optional.<JsonNode>empty();
        value.ifPresent(node -> object.set(String.valueOf(entry.getKey()), node));
        return value;
    }

    private static <T> boolean all(Collection<T> values, Function<T, Optional<?>> add) {
        return values.stream().allMatch(value -> add.apply(value).isPresent());
    }

    private static final class ArrayView extends AbstractList<Object> {

        private final ArrayNode array;

        ArrayView(ArrayNode array) {
            this.array = array;
        }

        @Override
        public Object get(int index) {
            if (index < 0 || index >= array.size()) {
                throw new IndexOutOfBoundsException(index);
            }
            return of(array.get(index));
        }

        @Override
        public int size() {
            return array.size();
        }
    }

    private static final class ObjectView extends AbstractMap<String, Object> {

        private final ObjectNode object;

        ObjectView(ObjectNode object) {
            this.object = object;
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return key instanceof String name && object.has(name);
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            var value = key instanceof String name ? object.get(name) : null;
            return value == null ? null : of(value);
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return new EntrySet(object);
        }
    }

    private static final class EntrySet extends AbstractSet<Map.Entry<String, Object>> {

        private final ObjectNode object;

        EntrySet(ObjectNode object) {
            this.object = object;
        }

        @Override
        public Iterator<Map.Entry<String, Object>> iterator() {
            return object.properties().stream()
                    .map(property -> Map.entry(property.getKey(), of(property.getValue())))
                    .iterator();
        }

        @Override
        public int size() {
            return object.size();
        }
    }
}
