package dev.milepost.cli.lint;

import dev.milepost.catalog.rules.Severity;

/** Prints findings as text that most editors parse, {@code file:line: severity: …}, each with its fix. */
final class TextOutput {

    private TextOutput() {}

    static String of(Report report) {
        var text = new StringBuilder();
        for (var located : report.findings()) {
            var finding = located.finding();
            text.append("%s:%d: %s: %s [%s]%n"
                    .formatted(
                            located.file(),
                            located.line(),
                            finding.severity().wireName(),
                            finding.detail(),
                            finding.rule()));
            if (finding.fix() != null) {
                text.append(FixText.of(finding.fix()).indent(4).replace("\n", System.lineSeparator()));
            }
        }
        report.skipped().forEach(one -> text.append("%s: skipped: %s%n".formatted(one.path(), one.reason())));
        return text.append("%d entities in %d files: %d errors, %d warnings, %d hints"
                        .formatted(
                                report.entities(),
                                report.files(),
                                report.count(Severity.ERROR),
                                report.count(Severity.WARNING),
                                report.count(Severity.INFO)))
                .toString();
    }
}
