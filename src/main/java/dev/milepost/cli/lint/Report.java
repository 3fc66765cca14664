package dev.milepost.cli.lint;

import dev.milepost.catalog.rules.Severity;
import dev.milepost.catalog.validation.RuleSet;
import java.util.Comparator;
import java.util.List;

/** The findings of all files, sorted by file and line. */
record Report(int files, int entities, List<LocatedFinding> findings, RuleSet rules) {

    Report {
        findings = findings.stream()
                .sorted(Comparator.comparing(LocatedFinding::file).thenComparing(LocatedFinding::line))
                .toList();
    }

    long count(Severity severity) {
        return findings.stream()
                .filter(one -> one.finding().severity() == severity)
                .count();
    }

    boolean isClean() {
        return findings.stream().noneMatch(one -> one.finding().blocking());
    }
}
