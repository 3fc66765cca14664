package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.cli.command.SarifFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** A decision as SARIF: policies are its rules, and violations its results. */
final class DecisionSarif {

    private static final Map<String, String> LEVELS = Map.of("deny", "error", "warn", "warning", "allow", "note");

    private DecisionSarif() {}

    static JsonNode of(JsonNode decision) {
        var sarif = new SarifLog();
        for (var result : decision.path("results")) {
            var name = result.path("policy").asText();
            var rule = sarif.addRule(name, result.path("title").asText());
            if (result.path("documentation").isTextual()) {
                rule.put("helpUri", result.path("documentation").textValue());
            }
            for (var violation : result.path("violations")) {
                add(sarif, name, result, violation);
            }
        }
        return sarif.log();
    }

    private static void add(SarifLog sarif, String rule, JsonNode result, JsonNode violation) {
        var remedy = violation.path("remedy").asText("");
        var level = LEVELS.getOrDefault(result.path("effect").asText(), "error");
        var added = sarif.addResult(
                rule, level, violation.path("message").asText() + (remedy.isEmpty() ? "" : "\n" + remedy));
        var pointer = violation.path("pointer").asText("");
        if (!pointer.isEmpty()) {
            place(added.putArray("locations").addObject(), pointer);
        }
        if (result.path("status").asText().equals("waived")) {
            added.putArray("suppressions")
                    .addObject()
                    .put("kind", "external")
                    .put("justification", result.path("because").asText());
        }
    }

    /** Rego may name a file of the checkout, also with a line. Everything else is a place in the input. */
    private static void place(ObjectNode location, String pointer) {
        int colon = pointer.lastIndexOf(':');
        var line = colon < 0 ? 0 : number(pointer.substring(colon + 1));
        var path = line == 0 ? pointer : pointer.substring(0, colon);
        if (pointer.startsWith("/") || !isFile(path)) {
            location.putArray("logicalLocations").addObject().put("fullyQualifiedName", pointer);
            return;
        }
        var physical = location.putObject("physicalLocation");
        SarifFile.write(physical.putObject("artifactLocation"), Path.of(path));
        if (line > 0) {
            physical.putObject("region").put("startLine", line);
        }
    }

    private static boolean isFile(String path) {
        try {
            return Files.isRegularFile(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Returns 0 if the text is no number of a line. */
    private static int number(String text) {
        return text.length() > 9 || text.isEmpty() || text.chars().anyMatch(c -> c < '0' || c > '9')
                ? 0
                : Integer.parseInt(text);
    }
}
