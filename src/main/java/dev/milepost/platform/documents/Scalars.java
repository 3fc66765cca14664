package dev.milepost.platform.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Pattern;
import java.math.BigInteger;

/**
 * Scalar values. Plain YAML scalars follow the core schema of YAML 1.2 (section 10.3.2), as in Backstage: {@code yes}
 * and dates are strings. Numbers are those of JavaScript, at most a double.
 */
final class Scalars {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private Scalars() {}

    static JsonNode plain(String text) {
        if (text.length() > DocumentLimits.DIGITS) {
            return text(text);
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> NODES.nullNode();
            case "true", "True", "TRUE" -> NODES.booleanNode(true);
            case "false", "False", "FALSE" -> NODES.booleanNode(false);
            // Not JSON numbers. Backstage converts an entity to JSON, where they become null.
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF" -> NODES.nullNode();
            case ".nan", ".NaN", ".NAN" -> NODES.nullNode();
            default -> mayBeNumber(text.charAt(0)) ? number(text) : text(text);
        };
    }

    private static boolean mayBeNumber(char first) {
        return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
    }

    private static JsonNode number(String text) {
        if (DECIMAL.matcher(text).matches()) {
            return whole(text, 10);
        } else if (OCTAL.matcher(text).matches()) {
            return whole(text.substring(2), 8);
        } else if (HEXADECIMAL.matcher(text).matches()) {
            return whole(text.substring(2), 16);
        }
        return FLOAT.matcher(text).matches() ? floating(Double.parseDouble(text)) : text(text);
    }

    private static JsonNode whole(String digits, int radix) {
        try {
            return NODES.numberNode(Long.parseLong(digits, radix));
        } catch (NumberFormatException e) {
            return floating(new BigInteger(digits, radix).doubleValue());
        }
    }

    static JsonNode floating(double number) {
        return Double.isFinite(number) ? NODES.numberNode(number) : NODES.nullNode();
    }

    /** A string that can be encoded. Lone surrogates are replaced by U+FFFD, as Unicode encoders do. */
    static JsonNode text(String text) {
        return NODES.textNode(replaceLoneSurrogates(text));
    }

    static String replaceLoneSurrogates(String text) {
        StringBuilder replaced = null;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    replaced = replaced == null ? new StringBuilder(text) : replaced;
                    replaced.setCharAt(i, '\uFFFD');
                }
            }
        }
        return replaced == null ? text : replaced.toString();
    }
}
