package dev.milepost.cli.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Describes an upgrade plan for people: the text of the commit, and what the command prints. */
final class PlanDescription {

    private static final int MOST_LINES = 60;

    private PlanDescription() {}

    static String of(JsonNode plan) {
        var text = new StringBuilder("Upgrade %s from %s %s to %s\n"
                .formatted(
                        plan.path("service").asText(),
                        plan.path("template").asText(),
                        plan.path("from").asText(),
                        plan.path("to").asText()));
        section(
                text,
                "Conflicts to resolve",
                files(plan)
                        .filter(file -> file.path("conflicts").asInt() > 0)
                        .map(file -> item(
                                file.path("path").asText(), file.path("detail").asText()))
                        .toList());
        section(
                text,
                "Files",
                files(plan)
                        .filter(file -> file.path("conflicts").asInt() == 0 && isChanged(file))
                        .map(file -> item(
                                "%s (%s)"
                                        .formatted(
                                                file.path("path").asText(),
                                                file.path("outcome").asText()),
                                file.path("detail").asText()))
                        .toList());
        section(
                text,
                "Migrations",
                plan.path("migrations")
                        .valueStream()
                        .map(migration -> item(
                                (migration.path("done").asBoolean() ? "done: " : "to do: ")
                                        + migration.path("text").asText(),
                                migration.path("detail").asText()))
                        .toList());
        section(
                text,
                "Assumed parameters, to be confirmed with --values",
                plan.path("asked")
                        .valueStream()
                        .map(asked -> item(asked.path("name").asText(), "assumed: " + asked.path("default")))
                        .toList());
        return text.toString();
    }

    private static Stream<JsonNode> files(JsonNode plan) {
        return plan.path("files").valueStream();
    }

    private static boolean isChanged(JsonNode file) {
        var outcome = file.path("outcome").asText();
        return !outcome.equals("unchanged") && !outcome.equals("seeded");
    }

    private static void section(StringBuilder text, String title, List<String> items) {
        if (!items.isEmpty()) {
            text.append('\n').append(title).append(":\n").append(String.join("", items));
        }
    }

    private static String item(String name, String detail) {
        var lines = new ArrayList<>(List.of("- " + name));
        detail.lines().limit(MOST_LINES).forEach(line -> lines.add("    " + line));
        return String.join("\n", lines) + "\n";
    }
}
