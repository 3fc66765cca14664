package dev.milepost.helm;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Just enough of PromQL to tell of an expression which metrics it asks for, and to find one that is none. */
final class PromQl {

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern MATCHERS = Pattern.compile(
            "\\{\\s*(?:[a-z_]+\\s*(?:=|!=|=~|!~)\\s*\"\"\\s*(?:,\\s*[a-z_]+\\s*(?:=|!=|=~|!~)\\s*\"\"\\s*)*)?\\}");
    private static final Pattern RANGE = Pattern.compile("\\[(?:[0-9]+(?:ms|[smhdwy])|\\$__rate_interval)\\]");
    private static final Pattern LABELS =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([a-z_,\\s]*\\)");
    private static final Pattern FUNCTION = Pattern.compile("\\b([a-z_]+)\\s*(?=\\()");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Set<String> FUNCTIONS =
            Set.of("absent", "increase", "max", "min", "min_over_time", "rate", "sum", "time", "label_values");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool");

    private PromQl() {}

    /** @throws AssertionError where the expression is none */
    static Set<String> metrics(String expression) {
        balanced(expression);
        var rest = STRING.matcher(expression).replaceAll("\"\"");
        for (var part : new Pattern[] {MATCHERS, RANGE, LABELS}) {
            rest = part.matcher(rest).replaceAll(" ");
        }
        FUNCTION.matcher(rest).results().map(found -> found.group(1)).forEach(name -> {
            if (!FUNCTIONS.contains(name) && !OPERATORS.contains(name)) {
                throw new AssertionError("No function known here: %s in %s".formatted(name, expression));
            }
        });
        rest = FUNCTION.matcher(rest).replaceAll(found -> OPERATORS.contains(found.group(1)) ? found.group(1) : " ");
        var unknown = NAME.matcher(rest).replaceAll(" ").replaceAll("[0-9.]+|[-+*/<>=!()]+|\\s+", "");
        if (!unknown.isEmpty()) {
            throw new AssertionError("What is `%s` in %s?".formatted(unknown, expression));
        }
        var names = new TreeSet<String>();
        NAME.matcher(rest).results().map(found -> found.group()).forEach(names::add);
        names.removeAll(OPERATORS);
        return names;
    }

    private static void balanced(String expression) {
        var open = new ArrayDeque<Character>();
        for (char c : STRING.matcher(expression).replaceAll("").toCharArray()) {
            int closing = ")]}".indexOf(c);
            if ("([{".indexOf(c) >= 0) {
                open.push(c);
            } else if (closing >= 0 && (open.isEmpty() || open.pop() != "([{".charAt(closing))) {
                throw new AssertionError("Unbalanced: " + expression);
            }
        }
        if (!open.isEmpty()) {
            throw new AssertionError("Unbalanced: " + expression);
        }
    }
}
