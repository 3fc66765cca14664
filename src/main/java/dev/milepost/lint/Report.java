package dev.milepost.lint;

import dev.milepost.rules.Severity;
import dev.milepost.validation.RuleSet;
import java.util.Comparator;
import java.util.List;

/** What was found in files, in their order. */
record Report(int files, int entities, List<Located> located, RuleSet rules) {

    Report {
        located = located.stream()
                .sorted(Comparator.comparing(Located::file).thenComparing(Located::line))
                .toList();
    }

    long count(Severity severity) {
        return located.stream()
                .filter(one -> one.finding().severity() == severity)
                .count();
    }

    boolean isClean() {
        return located.stream().noneMatch(one -> one.finding().blocking());
    }
}
