package dev.milepost.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.Severity;
import dev.milepost.cli.command.SarifFile;
import dev.milepost.cli.lint.Report.LocatedFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prints findings as SARIF 2.1.0, which code hosts show beside the lines.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class SarifOutput {

    private static final Map<Severity, String> LEVELS =
            Map.of(Severity.OFF, "none", Severity.INFO, "note", Severity.WARNING, "warning", Severity.ERROR, "error");

    private final List<Rule> rules = new ArrayList<>();

    private SarifOutput(Report report) {
        rules.add(EntityLinter.UNREADABLE);
        rules.addAll(report.rules().rules());
    }

    static JsonNode of(Report report) {
        return new SarifOutput(report).log(report);
    }

    private JsonNode log(Report report) {
        var log = JsonNodeFactory.instance.objectNode();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        var run = log.putArray("runs").addObject();
        var driver = run.putObject("tool").putObject("driver");
        driver.put("name", "milepost");
        var described = driver.putArray("rules");
        rules.forEach(rule -> describe(described.addObject(), rule));
        run.put("columnKind", "utf16CodeUnits");
        var results = run.putArray("results");
        report.findings().forEach(located -> add(results, located));
        var invocation = run.putArray("invocations").addObject().put("executionSuccessful", true);
        var notes = invocation.putArray("toolExecutionNotifications");
        report.skipped()
                .forEach(one -> notes.addObject()
                        .put("level", "note")
                        .putObject("message")
                        .put("text", "%s is skipped: %s.".formatted(one.path(), one.reason())));
        return log;
    }

    private static void describe(ObjectNode described, Rule rule) {
        described.put("id", rule.id());
        described.putObject("shortDescription").put("text", rule.message());
        described
                .putObject("defaultConfiguration")
                .put("level", LEVELS.get(rule.severities().otherwise()));
    }

    private void add(ArrayNode results, LocatedFinding located) {
        var finding = located.finding();
        var result = results.addObject();
        result.put("ruleId", finding.rule());
        result.put("ruleIndex", index(finding.rule()));
        result.put("level", LEVELS.get(finding.severity()));
        var fix = finding.fix() == null ? "" : "\n" + FixText.of(finding.fix());
        result.putObject("message").put("text", finding.detail() + fix);
        var location = result.putArray("locations").addObject();
        var physical = location.putObject("physicalLocation");
        SarifFile.write(physical.putObject("artifactLocation"), located.file());
        physical.putObject("region").put("startLine", located.line());
        if (located.entityRef() != null) {
            location.putArray("logicalLocations")
                    .addObject()
                    .put("fullyQualifiedName", located.entityRef() + "#" + finding.pointer());
        }
    }

    private int index(String rule) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).id().equals(rule)) {
                return i;
            }
        }
        return -1;
    }
}
