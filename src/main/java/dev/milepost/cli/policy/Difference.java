package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.expressions.WildcardPattern;
import dev.milepost.policy.engines.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The difference between the expected violations of a case and those that are there, in any order. */
final class Difference {

    private static final int NONE = -1;

    private final List<JsonNode> expected;
    private final List<Violation> actual;

    /** Which expected violation an actual one is matched with. */
    private final int[] matched;

    private Difference(List<JsonNode> expected, List<Violation> actual) {
        this.expected = expected;
        this.actual = actual;
        this.matched = new int[actual.size()];
        Arrays.fill(matched, NONE);
    }

    /** @return the lines that differ, what is expected with {@code -} and what is there with {@code +} */
    static List<String> of(JsonNode expected, String status, List<Violation> violations) {
        var lines = new ArrayList<String>();
        if (!expected.path("status").asText().equals(status)) {
            lines.add("- status: " + expected.path("status").asText());
            lines.add("+ status: " + status);
            // Without them, nobody sees why the status is another.
            if (!expected.has("violations")) {
                violations.forEach(violation -> lines.add("+ violation: " + text(members(violation))));
            }
        }
        if (expected.has("violations")) {
            lines.addAll(
                    new Difference(expected.path("violations").valueStream().toList(), violations).lines());
        }
        return lines;
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        for (int i = 0; i < expected.size(); i++) {
            if (!match(i, new boolean[actual.size()])) {
                lines.add("- violation: " + text(members(expected.get(i))));
            }
        }
        for (int i = 0; i < matched.length; i++) {
            if (matched[i] == NONE) {
                lines.add("+ violation: " + text(members(actual.get(i))));
            }
        }
        return lines;
    }

    /** Finds an actual violation for an expected one; others give theirs up if they match another one too. */
    private boolean match(int index, boolean[] isTried) {
        for (int i = 0; i < matched.length; i++) {
            if (!isTried[i] && isMatch(expected.get(index), actual.get(i))) {
                isTried[i] = true;
                if (matched[i] == NONE || match(matched[i], isTried)) {
                    matched[i] = index;
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isMatch(JsonNode expected, Violation violation) {
        var members = members(violation);
        return expected.propertyStream()
                .allMatch(member -> new WildcardPattern(member.getValue().asText())
                        .matches(members.getOrDefault(member.getKey(), "")));
    }

    private static Map<String, String> members(Violation violation) {
        var members = new LinkedHashMap<String, String>();
        put(members, "rule", violation.rule());
        put(members, "message", violation.message());
        put(members, "pointer", violation.pointer());
        put(members, "remedy", violation.remedy());
        put(members, "link", violation.link());
        return members;
    }

    private static void put(Map<String, String> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private static Map<String, String> members(JsonNode expected) {
        var members = new LinkedHashMap<String, String>();
        expected.properties()
                .forEach(
                        member -> members.put(member.getKey(), member.getValue().asText()));
        return members;
    }

    private static String text(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> member.getKey() + ": " + member.getValue())
                .collect(Collectors.joining("; "));
    }
}
