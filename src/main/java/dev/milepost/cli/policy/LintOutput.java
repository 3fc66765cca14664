package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.cli.command.SarifFile;

/** Prints the findings of the lint. */
final class LintOutput {

    private LintOutput() {}

    static String of(PolicyLint.Report report, OutputFormat format) {
        return switch (format) {
            case JSON -> json(report).toPrettyString();
            case SARIF -> sarif(report).toPrettyString();
            default -> text(report);
        };
    }

    private static String text(PolicyLint.Report report) {
        var text = new StringBuilder();
        for (var finding : report.findings()) {
            text.append("%s:%d:%d: %s: %s [%s]%n    %s%n"
                    .formatted(
                            finding.file(),
                            finding.line(),
                            finding.column(),
                            finding.rule().severity(),
                            finding.detail().replace("\n", "\n    "),
                            finding.rule().id(),
                            finding.rule().remedy()));
        }
        long errors = report.errors();
        return text.append("%d policies in %d files: %d errors, %d warnings"
                        .formatted(
                                report.policies().size(),
                                report.files(),
                                errors,
                                report.findings().size() - errors))
                .toString();
    }

    private static JsonNode json(PolicyLint.Report report) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("valid", report.errors() == 0)
                .put("files", report.files())
                .put("policies", report.policies().size());
        var findings = json.putArray("findings");
        for (var finding : report.findings()) {
            findings.addObject()
                    .put("file", finding.file().toString())
                    .put("line", finding.line())
                    .put("column", finding.column())
                    .put("pointer", finding.pointer())
                    .put("rule", finding.rule().id())
                    .put("severity", finding.rule().severity())
                    .put("detail", finding.detail())
                    .put("remedy", finding.rule().remedy());
        }
        return json;
    }

    private static JsonNode sarif(PolicyLint.Report report) {
        var sarif = new SarifLog();
        for (var rule : LintRule.values()) {
            var described = sarif.addRule(rule.id(), rule.description());
            described.putObject("defaultConfiguration").put("level", rule.severity());
            described.putObject("help").put("text", rule.remedy());
        }
        for (var finding : report.findings()) {
            var rule = finding.rule();
            var result = sarif.addResult(rule.id(), rule.severity(), finding.detail());
            var location = result.putArray("locations").addObject();
            var physical = location.putObject("physicalLocation");
            SarifFile.write(physical.putObject("artifactLocation"), finding.file());
            physical.putObject("region").put("startLine", finding.line()).put("startColumn", finding.column());
            if (!finding.pointer().isEmpty()) {
                location.putArray("logicalLocations").addObject().put("fullyQualifiedName", finding.pointer());
            }
        }
        return sarif.log();
    }
}
