package dev.milepost.cli.policy;

import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.command.YamlFiles;
import dev.milepost.cli.command.YamlFiles.YamlFile;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.LineNumbers;
import dev.milepost.platform.documents.UnreadableDocument;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.Policy.EngineKind;
import dev.milepost.policy.definitions.PolicyDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads policies and their cases from files, and checks them as the service does when a policy is saved. */
final class PolicyLint {

    private static final int MAX_DOCUMENTS = 1_000;

    private final List<LintedPolicy> policies = new ArrayList<>();
    private final List<PolicyCases> cases = new ArrayList<>();
    private final List<PolicyFinding> findings = new ArrayList<>();
    private final Map<String, PolicyFile> first = new HashMap<>();

    private PolicyLint() {}

    /** A policy that is valid. */
    record LintedPolicy(PolicyFile file, Policy policy) {}

    /**
     * What was read.
     *
     * @param policies those that are valid, in the order of the files
     * @param findings sorted by file and line
     */
    record Report(int files, List<LintedPolicy> policies, List<PolicyCases> cases, List<PolicyFinding> findings) {

        private static final Comparator<PolicyFinding> ORDER = Comparator.comparing(PolicyFinding::file)
                .thenComparingInt(PolicyFinding::line)
                .thenComparing(PolicyFinding::pointer);

        Report {
            policies = List.copyOf(policies);
            cases = List.copyOf(cases);
            findings = findings.stream().sorted(ORDER).toList();
        }

        Report withErrorsOnly() {
            return new Report(
                    files,
                    policies,
                    cases,
                    findings.stream()
                            .filter(finding -> finding.rule().isError())
                            .toList());
        }

        long errors() {
            return findings.stream().filter(finding -> finding.rule().isError()).count();
        }
    }

    /** @throws CommandFailure if there is neither a policy nor a case */
    static Report read(List<Path> paths) {
        var lint = new PolicyLint();
        var files = YamlFiles.find(paths).files().stream()
                .sorted(Comparator.comparing(YamlFile::path))
                .filter(lint::read)
                .toList();
        if (files.isEmpty()) {
            throw CommandFailure.cannotRun("There are no policies in %s.", text(paths));
        }
        return new Report(files.size(), lint.policies, lint.cases, lint.findings);
    }

    static String text(List<Path> paths) {
        return String.join(", ", paths.stream().map(Path::toString).toList());
    }

    /** Returns whether the file has policies or cases, or should have them. */
    private boolean read(YamlFile file) {
        var bytes = bytes(file.path());
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (file.inFolder() && !(text.contains("milepost.dev/") && text.contains(PolicyFile.POLICY))) {
            return false;
        }
        var lines = text.lines().toList();
        try {
            var format = file.path().toString().endsWith(".json") ? DocumentFormat.JSON : DocumentFormat.YAML;
            var found = DocumentReader.readAll(bytes, format, LineNumbers::recording, MAX_DOCUMENTS).stream()
                    .map(document -> new PolicyFile(file.path(), lines, document.value(), document.lines()))
                    .filter(document -> !file.inFolder() || document.isInScope())
                    .toList();
            found.forEach(this::check);
            return !found.isEmpty();
        } catch (UnreadableDocument e) {
            findings.add(unreadable(file.path(), Math.max(1, e.line()), e));
        } catch (ProblemException e) {
            findings.add(unreadable(file.path(), 1, e));
        }
        return true;
    }

    private static PolicyFinding unreadable(Path file, int line, ProblemException problem) {
        return new PolicyFinding(file, line, 1, "", LintRule.UNREADABLE, String.valueOf(problem.getMessage()));
    }

    private void check(PolicyFile file) {
        if (file.isTest()) {
            try {
                cases.add(PolicyCases.read(file));
            } catch (ProblemException e) {
                add(file, LintRule.INVALID_TEST, e);
            }
            return;
        }
        var policy = policy(file);
        if (policy != null) {
            policies.add(new LintedPolicy(file, policy));
            advise(file, policy);
        }
        var name = file.document().path("metadata").path("name").asText("");
        var earlier = name.isEmpty() ? null : first.putIfAbsent(name, file);
        if (earlier != null) {
            findings.add(file.finding(
                    LintRule.DUPLICATE,
                    "/metadata/name",
                    "'%s' is also the name of a policy in %s".formatted(name, earlier.path())));
        }
    }

    private @Nullable Policy policy(PolicyFile file) {
        try {
            if (file.document().toString().getBytes(StandardCharsets.UTF_8).length > PolicyDocument.MAX_BYTES) {
                findings.add(file.finding(
                        LintRule.INVALID,
                        "",
                        "The policy must have at most %d bytes as JSON".formatted(PolicyDocument.MAX_BYTES)));
                return null;
            }
            return PolicyDocument.read(file.document());
        } catch (ProblemException e) {
            add(file, LintRule.INVALID, e);
            return null;
        }
    }

    private void add(PolicyFile file, LintRule rule, ProblemException problem) {
        problem.faults()
                .forEach(fault -> findings.add(file.finding(
                        rule,
                        fault.pointer(),
                        (fault.pointer().isEmpty() ? "The document" : fault.pointer()) + " " + fault.detail())));
        if (problem.faults().isEmpty()) {
            findings.add(file.finding(rule, "", String.valueOf(problem.getMessage())));
        }
    }

    private void advise(PolicyFile file, Policy policy) {
        if (policy.documentation() == null) {
            findings.add(file.finding(
                    LintRule.NO_DOCUMENTATION, "/metadata/documentation", "The policy has no documentation"));
        }
        for (int i = 0; i < policy.rules().size(); i++) {
            var rule = policy.rules().get(i);
            if (rule.remedy() == null && policy.engine() != EngineKind.OPA) {
                findings.add(file.finding(
                        LintRule.NO_REMEDY, "/spec/rules/" + i, "The rule %s has no remedy".formatted(rule.name())));
            }
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", file, e.getMessage());
        }
    }
}
