package dev.milepost.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Prints findings in the format of the API, each with its file and line. */
final class JsonOutput {

    private JsonOutput() {}

    static JsonNode of(Report report) {
        var output = JsonNodeFactory.instance.objectNode();
        output.put("rules_digest", report.rules().digest());
        output.put("valid", report.isClean());
        output.put("files", report.files());
        output.put("entities", report.entities());
        var skipped = output.putArray("skipped");
        report.skipped()
                .forEach(one ->
                        skipped.addObject().put("file", one.path().toString()).put("reason", one.reason()));
        var findings = output.putArray("findings");
        for (var located : report.findings()) {
            var finding = located.finding();
            findings.addObject()
                    .put("file", located.file().toString())
                    .put("line", located.line())
                    .put("entity_ref", located.entityRef())
                    .put("pointer", finding.pointer())
                    .put("rule", finding.rule())
                    .put("severity", finding.severity().wireName())
                    .put("detail", finding.detail())
                    .put("fix", finding.fix())
                    .put("blocking", finding.blocking());
        }
        return output;
    }
}
