package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.expressions.WildcardPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Detects secrets by the name or the form of a value, where no template declares them. Names are checked in parameters
 * at every depth. The object {@code secrets}, which Backstage's scaffolder has next to {@code parameters}, is secret as
 * a whole.
 */
final class SecretDetector {

    /** The prefixes of known kinds of credentials. */
    private static final List<String> VALUES = List.of(
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "xoxb-",
            "xoxp-",
            "xoxa-",
            "hvs.",
            "npm_",
            "sk_live_",
            "AKIA",
            "ASIA",
            "eyJhbGciOi",
            "-----BEGIN");

    private static final String PRIVATE_KEY = "PRIVATE KEY-----";

    private final List<WildcardPattern> names;
    private final List<WildcardPattern> exceptions;

    SecretDetector(List<String> names, List<String> exceptions) {
        this.names = names.stream().map(WildcardPattern::new).toList();
        this.exceptions = exceptions.stream().map(WildcardPattern::new).toList();
    }

    /** Removes secrets from the parameters and secrets of an event, at every depth. Returns whether any was removed. */
    boolean leaveOut(JsonNode event) {
        return walk(event, false);
    }

    private boolean walk(JsonNode node, boolean isParameter) {
        var changed = false;
        if (node instanceof ObjectNode object) {
            // Every field of a scaffolder task may be an input of that task.
            var inParameters = isParameter || object.has("task_id");
            changed = inParameters && leaveOutNamed(object);
            for (var name : fields(object)) {
                var value = object.get(name);
                if (isSecret(object, name, value, inParameters)) {
                    object.remove(name);
                    changed = true;
                } else {
                    changed |= walk(value, inParameters || name.equals("parameters"));
                }
            }
        } else if (node instanceof ArrayNode array) {
            var before = array.size();
            if (isParameter) {
                array.removeIf(SecretDetector::isCredential);
            }
            changed = array.size() < before;
            for (var element : array) {
                changed |= walk(element, isParameter);
            }
        }
        return changed;
    }

    /** Removes the value of a parameter that is an object with a name and a value. */
    private boolean leaveOutNamed(ObjectNode object) {
        var name = object.path("name").asText(object.path("key").asText());
        return isSecret(name) && object.remove("value") != null;
    }

    private static List<String> fields(ObjectNode object) {
        var fields = new ArrayList<String>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private boolean isSecret(ObjectNode object, String name, JsonNode value, boolean isParameter) {
        if (name.equals("secrets") && value.isContainerNode() && (isParameter || object.has("parameters"))) {
            return true;
        }
        return isParameter && !value.isNull() && (isSecret(name) && !value.isBoolean() || isCredential(value));
    }

    boolean isSecret(String name) {
        var plain = plain(name);
        return names.stream().anyMatch(secret -> secret.matches(plain))
                && exceptions.stream().noneMatch(exception -> exception.matches(plain));
    }

    private static boolean isCredential(JsonNode value) {
        if (!value.isTextual()) {
            return false;
        }
        var text = value.textValue().strip();
        return VALUES.stream().anyMatch(text::startsWith)
                        && (!text.startsWith("-----BEGIN") || text.contains(PRIVATE_KEY))
                || hasPassword(text);
    }

    /** Whether the text is a URL with a password before its host (RFC 3986, section 3.2.1). */
    private static boolean hasPassword(String text) {
        var start = text.indexOf("://");
        if (start < 0) {
            return false;
        }
        var end = start + 3;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        var at = text.lastIndexOf('@', end - 1);
        var colon = text.indexOf(':', start + 3);
        return at > start + 3 && colon > 0 && colon < at - 1;
    }

    private static String plain(String name) {
        var plain = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
