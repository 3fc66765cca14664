package dev.milepost.events.scaffolder;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended, by its events. Messages of errors are not kept: they can contain what a user entered.
 *
 * @param at null if no event says it
 * @param wasCancelled whether an event says that somebody cancelled it. Then a step and the task end as failed
 * @param step the step that failed; null if none did
 * @param reason why it did not succeed, as an identifier; null if it did or nothing says it
 * @param entityRefs the entities that the output refers to
 * @param correlationId null if the output has none
 */
record TaskEnd(
        @Nullable Instant at,
        boolean wasCancelled,
        @Nullable String step,
        @Nullable String reason,
        List<String> entityRefs,
        @Nullable String correlationId) {

    static final TaskEnd UNKNOWN = new TaskEnd(null, false, null, null, List.of(), null);

    private static final String POLICY_ACTION = "milepost:policy:evaluate";
    private static final int MOST_OF_TEXT = 512;
    private static final int MOST_REFS = 50;

    TaskEnd {
        entityRefs = List.copyOf(entityRefs);
    }

    /** @param events of one task, in their order */
    static TaskEnd of(JsonNode events, ScaffolderTask task) {
        Instant at = null;
        boolean wasCancelled = false;
        String step = null;
        var reason = task.status().equals("failed") ? "failed" : null;
        String correlation = null;
        var refs = new TreeSet<String>();
        for (var event : events) {
            var body = event.path("body");
            switch (event.path("type").asText()) {
                case "recovered" -> {
                    wasCancelled = false;
                    step = null;
                }
                case "log" -> {
                    if (body.path("status").asText().equals("failed")) {
                        step = text(body.path("stepId"));
                    }
                }
                case "completion", "cancelled" -> {
                    wasCancelled |= event.path("type").asText().equals("cancelled");
                    at = ScaffolderTask.time(event.path("createdAt")).orElse(at);
                    refs.addAll(refs(body.path("output")));
                    correlation = text(body.path("output").path("correlationId"));
                    if (reason != null) {
                        reason = reason(body, step, task);
                    }
                }
                default -> {
                    // Says nothing about the end.
                }
            }
        }
        boolean hasFailed = reason != null && !wasCancelled;
        return new TaskEnd(
                at,
                wasCancelled,
                hasFailed ? step : null,
                hasFailed ? reason : null,
                refs.stream().limit(MOST_REFS).toList(),
                correlation);
    }

    private static String reason(JsonNode body, @Nullable String step, ScaffolderTask task) {
        if (body.path("message").asText().contains("marked as stale")) {
            return "timed_out";
        }
        var name = body.path("error").path("name").asText();
        if (name.equals("InputError")) {
            return "invalid_input";
        }
        if (name.equals("NotAllowedError") && POLICY_ACTION.equals(action(step, task))) {
            return "denied_by_policy";
        }
        return identifier(name);
    }

    private static @Nullable String action(@Nullable String id, ScaffolderTask task) {
        return task.spec()
                .path("steps")
                .valueStream()
                .filter(step -> step.path("id").asText().equals(id))
                .map(step -> step.path("action").asText())
                .findFirst()
                .orElse(null);
    }

    /** {@code service_unavailable} of {@code ServiceUnavailableError}. */
    private static String identifier(String name) {
        var plain = name.endsWith("Error") ? name.substring(0, name.length() - "Error".length()) : name;
        if (plain.isEmpty() || plain.length() > 64 || !plain.chars().allMatch(TaskEnd::isLetter)) {
            return "failed";
        }
        var identifier = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            var letter = plain.charAt(i);
            var beginsWord = i > 0 && Character.isUpperCase(letter) && Character.isLowerCase(plain.charAt(i - 1));
            identifier.append(beginsWord ? "_" : "").append(letter);
        }
        return identifier.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isLetter(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    }

    /** The entities that links of an output, or the output itself, refer to. */
    private static Set<String> refs(JsonNode output) {
        var refs = new ArrayList<JsonNode>();
        refs.add(output.path("entityRef"));
        output.path("links").forEach(link -> refs.add(link.path("entityRef")));
        var texts = new TreeSet<String>();
        refs.forEach(ref -> {
            var text = text(ref);
            if (text != null) {
                texts.add(text.toLowerCase(Locale.ROOT));
            }
        });
        return texts;
    }

    static @Nullable String text(JsonNode json) {
        var text = json.isTextual() ? json.textValue().strip() : "";
        return text.isEmpty() || text.length() > MOST_OF_TEXT || text.indexOf('\0') >= 0 ? null : text;
    }
}
