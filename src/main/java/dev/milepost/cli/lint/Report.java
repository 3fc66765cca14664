package dev.milepost.cli.lint;

import dev.milepost.catalog.rules.Finding;
import dev.milepost.catalog.rules.Severity;
import dev.milepost.catalog.validation.RuleSet;
import dev.milepost.cli.command.YamlFiles.Skipped;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The findings of all files, sorted by file and line.
 *
 * @param skipped the files and folders that were left out
 */
record Report(int files, int entities, List<LocatedFinding> findings, List<Skipped> skipped, RuleSet rules) {

    Report {
        findings = findings.stream()
                .sorted(Comparator.comparing(LocatedFinding::file).thenComparing(LocatedFinding::line))
                .toList();
    }

    /**
     * A finding and its location.
     *
     * @param line from 1
     * @param entityRef null if the entity has no name or the file cannot be read
     */
    record LocatedFinding(Path file, int line, @Nullable String entityRef, Finding finding) {}

    long count(Severity severity) {
        return findings.stream()
                .filter(one -> one.finding().severity() == severity)
                .count();
    }

    boolean isClean() {
        return findings.stream().noneMatch(one -> one.finding().blocking());
    }
}
