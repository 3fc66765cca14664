package dev.milepost.slo.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Computes the few forms of PromQL that our rules have, and refuses any other: the greatest or least of one series, and
 * comparisons of one series with a number or another, joined by {@code and}.
 */
final class PromQlEvaluator {

    private static final Pattern RECORD =
            Pattern.compile("(max|min) by \\([a-z, ]+\\) \\(([a-z_]+)(\\{slo=\"[a-z0-9-]+\"\\})\\)");
    private static final Pattern SELECTOR =
            Pattern.compile("[a-z_]+(:[a-z_]+:[a-z]+)?\\{([a-z]+=\"[^\"\\\\]*\",?)*\\}");
    private static final Pattern COMPARISON = Pattern.compile("(" + SELECTOR.pattern() + ") (>|>=|==) (.*)");

    private final Map<String, Double> series;

    PromQlEvaluator(Map<String, Double> series) {
        this.series = series;
    }

    /** The alerts that fire, by name, SLO and rule. */
    Set<String> fire(List<JsonNode> rules) {
        var recorded = new HashMap<String, Double>(series);
        var firing = new TreeSet<String>();
        for (var rule : rules) {
            var expression = rule.path("expr").asText();
            if (rule.has("record")) {
                record(rule.path("record").asText(), expression, recorded);
            } else if (List.of(expression.split(" and ignoring \\(window\\) ", -1)).stream()
                    .allMatch(part -> holds(part, recorded))) {
                var labels = rule.path("labels");
                firing.add("%s %s %s"
                        .formatted(
                                rule.path("alert").asText(),
                                labels.path("slo").asText(),
                                labels.path("rule").asText()));
            }
        }
        return firing;
    }

    private void record(String name, String expression, Map<String, Double> recorded) {
        var form = RECORD.matcher(expression);
        assertThat(form.matches()).as(expression).isTrue();
        var slo = form.group(3).substring(1, form.group(3).length() - 1);
        series.forEach((one, value) -> {
            if (one.startsWith(form.group(2) + "{") && one.contains(slo)) {
                recorded.put(
                        name + one.substring(form.group(2).length()).replaceAll("severity=\"[^\"]*\",", ""), value);
            }
        });
    }

    private static boolean holds(String comparison, Map<String, Double> recorded) {
        var form = COMPARISON.matcher(comparison);
        assertThat(form.matches()).as(comparison).isTrue();
        var left = value(form.group(1), recorded);
        var right = form.group(5).startsWith("ignoring (window, rule) ")
                ? value(form.group(5).substring("ignoring (window, rule) ".length()), recorded)
                : Double.valueOf(form.group(5));
        if (left == null || right == null) {
            return false;
        }
        return switch (form.group(4)) {
            case ">" -> left > right;
            case ">=" -> left >= right;
            default -> left.equals(right);
        };
    }

    private static @Nullable Double value(String selector, Map<String, Double> recorded) {
        assertThat(SELECTOR.matcher(selector).matches()).as(selector).isTrue();
        int brace = selector.indexOf('{');
        var labels = new TreeMap<String, String>();
        for (var label : selector.substring(brace + 1, selector.length() - 1).split(",", -1)) {
            labels.put(label.split("=", 2)[0], label.split("=", 2)[1].replace("\"", ""));
        }
        return recorded.get(PromQl.select(selector.substring(0, brace), labels));
    }
}
