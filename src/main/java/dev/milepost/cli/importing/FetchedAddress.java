package dev.milepost.cli.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step fetches by its address.
 *
 * @param isRelative whether it is beside the Template
 * @param paths the paths relative to the Template that it may fetch, without expressions
 * @param isKnown whether the address is such a path itself; otherwise it is known only in a run
 * @param isExpression whether the address begins with an expression, whose value is the path
 */
record FetchedAddress(boolean isRelative, List<String> paths, boolean isKnown, boolean isExpression) {

    private static final FetchedAddress ELSEWHERE = new FetchedAddress(false, List.of(), true, false);

    FetchedAddress {
        paths = List.copyOf(paths);
    }

    /** @param parameters the pages of the Template, whose choices an expression may have */
    static FetchedAddress of(String url, JsonNode parameters) {
        int expression = first(url, "${{", "{%");
        if (expression < 0) {
            return url.isEmpty() || url.contains("://")
                    ? ELSEWHERE
                    : new FetchedAddress(true, List.of(url), true, false);
        }
        var before = url.substring(0, expression);
        if (before.contains("://")) {
            return ELSEWHERE;
        }
        if (!before.isEmpty()) {
            var folder = before.substring(0, before.lastIndexOf('/') + 1);
            return new FetchedAddress(true, List.of(folder.isEmpty() ? "./" : folder), false, false);
        }
        var choices = choices(url, parameters);
        return choices.isEmpty() || choices.stream().anyMatch(choice -> choice.contains("://"))
                ? ELSEWHERE
                : new FetchedAddress(true, choices, false, true);
    }

    private static int first(String text, String one, String other) {
        int a = text.indexOf(one);
        int b = text.indexOf(other);
        return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }

    /** Returns the texts in an expression that are addresses, and the choices of the parameters that it names. */
    private static List<String> choices(String url, JsonNode parameters) {
        var choices = new ArrayList<String>();
        for (int at = 0; at < url.length(); at++) {
            char quote = url.charAt(at);
            if (quote == '"' || quote == '\'') {
                int end = url.indexOf(quote, at + 1);
                if (end < 0) {
                    break;
                }
                add(url.substring(at + 1, end), choices);
                at = end;
            }
        }
        addChoices(url, parameters, choices);
        return choices;
    }

    private static void addChoices(String url, JsonNode schema, List<String> choices) {
        for (var property : schema.path("properties").properties()) {
            if (url.contains("parameters." + property.getKey())
                    || url.contains("parameters['" + property.getKey() + "']")
                    || url.contains("parameters[\"" + property.getKey() + "\"]")) {
                property.getValue().path("enum").forEach(choice -> add(choice.asText(), choices));
                add(property.getValue().path("default").asText(), choices);
            }
        }
        schema.forEach(part -> addChoices(url, part, choices));
    }

    private static void add(String text, List<String> choices) {
        if ((text.startsWith(".") || text.startsWith("/") || text.contains("://")) && !choices.contains(text)) {
            choices.add(text);
        }
    }
}
