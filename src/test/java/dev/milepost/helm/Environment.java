package dev.milepost.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment variables of a container as its process would find them. */
final class Environment {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Z0-9_]+)\\)");

    private Environment() {}

    /**
     * @param container as it is rendered
     * @param secrets the value of {@code name/key}
     */
    static Map<String, String> of(JsonNode container, UnaryOperator<String> secrets) {
        var variables = new LinkedHashMap<String, String>();
        for (var variable : container.path("env")) {
            var name = variable.path("name").asText();
            var secret = variable.at("/valueFrom/secretKeyRef");
            var value = secret.isMissingNode()
                    ? expand(variable.path("value").asText(), variables)
                    : secrets.apply(secret.path("name").asText() + "/"
                            + secret.path("key").asText());
            if (variables.put(name, value) != null) {
                throw new AssertionError(name + " is there twice");
            }
        }
        return variables;
    }

    /** As a kubelet does, with what stands before. */
    private static String expand(String value, Map<String, String> variables) {
        return REFERENCE
                .matcher(value)
                .replaceAll(found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group())));
    }
}
