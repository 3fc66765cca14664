package dev.milepost.platform.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeMap;

/**
 * A text for each JSON value. Two values have the same text exactly if they are equal as JSON Schema defines it: numbers
 * by their mathematical value, objects without regard to order (2020-12, section 4.2.2). Texts have an order, so a hash
 * table of them is fast even if all hash codes are equal.
 */
final class JsonEqualityKey {

    private final StringBuilder text = new StringBuilder();

    private JsonEqualityKey() {}

    static String of(JsonNode value) {
        var text = new JsonEqualityKey();
        text.add(value);
        return text.text.toString();
    }

    private void add(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> addObject(value);
            case ARRAY -> {
                text.append('[');
                value.forEach(this::add);
                text.append(']');
            }
            case NUMBER -> text.append(number(value)).append(';');
            case STRING -> addString(value.textValue());
            default -> text.append(value.asText()).append(';');
        }
    }

    private void addObject(JsonNode object) {
        var members = new TreeMap<String, JsonNode>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        text.append('{');
        members.forEach((name, value) -> {
            addString(name);
            add(value);
        });
        text.append('}');
    }

    /** The length in front makes the text unambiguous. */
    private void addString(String string) {
        text.append('"').append(string.length()).append(':').append(string);
    }

    /** Returns the digits and an exponent, so that the text of a number is never longer than its digits. */
    private static String number(JsonNode number) {
        return number.isFloatingPointNumber() && !number.isBigDecimal() && !Double.isFinite(number.doubleValue())
                ? Double.toString(number.doubleValue())
                : number.decimalValue().stripTrailingZeros().toString();
    }
}
