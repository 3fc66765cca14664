package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Prints a decision.
 *
 * @param decision as the service answered
 * @param url the address of the service
 */
record DecisionOutput(JsonNode decision, String url) {

    private static final List<String> EFFECTS = List.of("deny", "warn", "allow");

    /** Only what the service calls allow or warn is allowed. */
    boolean isAllowed(boolean failsOnWarn) {
        var effect = decision.path("decision").asText();
        return effect.equals("allow") || effect.equals("warn") && !failsOnWarn;
    }

    String of(OutputFormat format) {
        return switch (format) {
            case TEXT -> text();
            case JSON -> decision.toPrettyString();
            case SARIF -> DecisionSarif.of(decision).toPrettyString();
            case MARKDOWN -> decision.path("summary_markdown").asText();
        };
    }

    private String text() {
        var text = new StringBuilder(decision.path("decision").asText().toUpperCase(Locale.ROOT))
                .append(": ")
                .append(subject())
                .append('\n');
        decision.path("warnings").forEach(warning -> text.append("  ! %s\n".formatted(warning.asText())));
        var results = decision.path("results")
                .valueStream()
                .sorted(Comparator.comparingInt(
                        result -> EFFECTS.indexOf(result.path("effect").asText())))
                .toList();
        if (results.isEmpty()) {
            text.append("  No policy applies.\n");
        }
        results.forEach(result -> append(text, result));
        return text.append("Decision %s: %s/api/v1/policies/decisions/%1$s"
                        .formatted(decision.path("decision_id").asText(), url))
                .toString();
    }

    private String subject() {
        var text = new StringBuilder(decision.path("hook").asText());
        add(text, " of ", "service_id");
        add(text, " in ", "environment");
        add(text, " at commit ", "commit_sha");
        return text.toString();
    }

    private void add(StringBuilder text, String before, String member) {
        if (decision.path(member).isTextual()) {
            text.append(before).append(decision.path(member).textValue());
        }
    }

    private static void append(StringBuilder text, JsonNode result) {
        text.append("  %-5s %s %s: %s (%s, %s)\n"
                .formatted(
                        result.path("effect").asText(),
                        result.path("policy").asText(),
                        result.path("version").asText(),
                        result.path("title").asText(),
                        result.path("status").asText().replace('_', ' '),
                        result.path("mode").asText()));
        line(text, "because: ", result.path("because"));
        for (var violation : result.path("violations")) {
            line(text, "- ", violation.path("message"));
            line(text, "  at: ", violation.path("pointer"));
            line(text, "  remedy: ", violation.path("remedy"));
            line(text, "  see: ", violation.path("link"));
        }
        if (!result.path("violations").isEmpty()) {
            line(text, "see: ", result.path("documentation"));
        }
    }

    /** Control characters of texts of others would change the terminal. */
    private static void line(StringBuilder text, String before, JsonNode value) {
        if (value.isTextual() && !value.textValue().isEmpty()) {
            text.append("        ").append(before);
            value.textValue().chars().forEach(c -> text.append(Character.isISOControl(c) ? ' ' : (char) c));
            text.append('\n');
        }
    }
}
