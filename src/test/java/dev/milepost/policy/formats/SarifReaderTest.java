package dev.milepost.policy.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Facts of findings, by the rules of SARIF 2.1.0. */
class SarifReaderTest {

    @Test
    void takesSeverityFromScoreThenLevelThenRule() {
        var facts = read("""
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "scan", "rules": [
                    {"id": "scored", "properties": {"security-severity": "9.8"}, "defaultConfiguration": {"level": "note"}},
                    {"id": "noted", "defaultConfiguration": {"level": "note"}},
                    {"id": "plain"}]}},
                  "results": [
                    {"ruleId": "scored", "level": "note", "message": {"text": "a"}},
                    {"ruleId": "noted", "message": {"text": "b"}},
                    {"ruleId": "noted", "level": "error", "message": {"text": "c"}},
                    {"ruleId": "plain", "message": {"text": "d"}},
                    {"ruleId": "unknown", "level": "none", "message": {"text": "e"}}]}]}
                """);

        assertThat(facts.path("by_severity"))
                .isEqualTo(json("{'critical': 1, 'high': 1, 'medium': 1, 'low': 1, 'none': 1}"));
        assertThat(facts.path("findings")
                        .valueStream()
                        .map(finding -> finding.path("message").asText()))
                .as("the worst first")
                .containsExactly("a", "c", "d", "b", "e");
    }

    @Test
    void leavesOutWhatIsNoFault() {
        var facts = read("""
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "scan"}}, "results": [
                    {"ruleId": "a", "kind": "pass", "message": {"text": "fine"}},
                    {"ruleId": "b", "baselineState": "absent", "message": {"text": "mended"}},
                    {"ruleId": "c", "suppressions": [{"kind": "external"}], "message": {"text": "accepted"}},
                    {"ruleId": "d", "suppressions": [{"kind": "external", "status": "rejected"}], "message": {"text": "is one"}}]}]}
                """);

        assertThat(facts.path("findings")).hasSize(1);
        assertThat(facts.at("/findings/0/rule").asText()).isEqualTo("d");
        assertThat(facts.path("suppressed").asInt()).isEqualTo(1);
    }

    @Test
    void categorisesFindings() {
        var facts = read("""
                {"version": "2.1.0", "runs": [
                  {"tool": {"driver": {"name": "Trivy", "rules": [
                      {"id": "CVE-2024-1234", "name": "LanguageSpecificPackageVulnerability"},
                      {"id": "DS002", "name": "Misconfiguration"},
                      {"id": "aws-access-key-id", "name": "Secret"}]}},
                    "results": [
                      {"ruleId": "CVE-2024-1234", "ruleIndex": 0, "message": {"text": "old"}},
                      {"ruleId": "DS002", "ruleIndex": 1, "message": {"text": "root"}},
                      {"ruleId": "aws-access-key-id", "ruleIndex": 2, "message": {"text": "key"}}]},
                  {"tool": {"driver": {"name": "gitleaks"}}, "results": [{"ruleId": "generic", "message": {"text": "x"}}]},
                  {"tool": {"driver": {"name": "Checkov"}}, "results": [
                      {"ruleId": "CKV_K8S_8", "message": {"text": "x"}}, {"ruleId": "CKV_SECRET_6", "message": {"text": "x"}}]},
                  {"tool": {"driver": {"name": "grype"}}, "results": [
                      {"ruleId": "GHSA-jfh8-c2jp-5v3q-log4j-core", "message": {"text": "x"}}]},
                  {"tool": {"driver": {"name": "Semgrep OSS"}}, "results": [{"ruleId": "python.eval", "message": {"text": "x"}}]}]}
                """);

        assertThat(facts.path("findings")
                        .valueStream()
                        .map(finding -> finding.path("rule").asText() + " "
                                + finding.path("category").asText() + " "
                                + finding.path("vulnerability").asText("-")))
                .containsExactlyInAnyOrder(
                        "CVE-2024-1234 vulnerability CVE-2024-1234",
                        "DS002 iac -",
                        "aws-access-key-id secret -",
                        "generic secret -",
                        "CKV_K8S_8 iac -",
                        "CKV_SECRET_6 secret -",
                        "GHSA-jfh8-c2jp-5v3q-log4j-core vulnerability GHSA-jfh8-c2jp-5v3q",
                        "python.eval code -");
        assertThat(facts.path("tools")).hasSize(5);
    }

    @Test
    void keepsNoMessageOfSecrets() {
        var facts = read("""
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "gitleaks", "rules": [
                    {"id": "key", "shortDescription": {"text": "A key"}}]}},
                  "results": [{"ruleId": "key", "ruleIndex": 0, "message": {"text": "found hunter2-hunter2"}}]}]}
                """);

        assertThat(facts.at("/findings/0/message").asText()).isEqualTo("A key");
        assertThat(facts.toString()).doesNotContain("hunter2");
    }

    @Test
    void findsRulesOfExtensionsAndPathsOfArtifacts() {
        var facts = read("""
                {"version": "2.1.0", "runs": [{
                  "tool": {"driver": {"name": "CodeQL"}, "extensions": [{"name": "queries", "rules": [
                      {"id": "java/sql", "properties": {"security-severity": "7.5"}, "shortDescription": {"text": "SQL"}}]}]},
                  "artifacts": [{"location": {"uri": "src/A.java"}}],
                  "results": [{"rule": {"id": "java/sql", "index": 0, "toolComponent": {"index": 0}}, "message": {"id": "none"},
                    "locations": [{"physicalLocation": {"artifactLocation": {"index": 0}, "region": {"startLine": 7}}}]}]}]}
                """);

        assertThat(facts.path("findings").get(0))
                .isEqualTo(json(
                        "{'rule': 'java/sql', 'message': 'SQL', 'path': 'src/A.java', 'line': 7, 'category': 'code', "
                                + "'severity': 'high'}"));
    }

    @Test
    void keepsTheWorstOfManyFindings() {
        var notes = IntStream.range(0, 3_000)
                .mapToObj(i ->
                        "{\"ruleId\": \"n\", \"level\": \"note\", \"message\": {\"text\": \"note %d\"}}".formatted(i))
                .collect(Collectors.joining(","));
        var facts = read("""
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "scan"}}, "results": [%s,
                    {"ruleId": "e", "level": "error", "message": {"text": "error"}}]}]}
                """.formatted(notes));

        assertThat(facts.path("findings").size()).isLessThanOrEqualTo(1_000);
        assertThat(facts.at("/findings/0/rule").asText()).isEqualTo("e");
        assertThat(facts.at("/by_severity/low").asInt()).isEqualTo(3_000);
        assertThat(facts.path("truncated").asBoolean()).isTrue();
        assertThat(facts.toString().length()).isLessThan(260_000);
    }

    @Test
    void saysThatAScanFailedAndWhenItEnded() {
        var read = evidence("""
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "scan"}},
                  "invocations": [{"executionSuccessful": false, "endTimeUtc": "2026-06-01T10:00:00.5Z"}], "results": []}]}
                """);

        assertThat(read.facts().path("successful").asBoolean()).isFalse();
        assertThat(read.producedAt()).isEqualTo(Instant.parse("2026-06-01T10:00:00.5Z"));
        assertThat(read.tool()).isEqualTo("scan");
    }

    private static JsonNode read(String document) {
        return evidence(document).facts();
    }

    private static ReadEvidence evidence(String document) {
        return stored(EvidenceFormats.read(
                EvidenceDocument.parse(document.getBytes(StandardCharsets.UTF_8), "application/json"), null));
    }

    /** The same, with facts as they are read from the database: numbers have one type there. */
    static ReadEvidence stored(ReadEvidence read) {
        var facts = EvidenceDocument.parse(read.facts().toString().getBytes(StandardCharsets.UTF_8), null)
                .tree();
        return new ReadEvidence(
                read.kind(),
                read.tool(),
                read.producedAt(),
                (ObjectNode) Objects.requireNonNull(facts),
                read.artifacts(),
                read.commitSha());
    }

    static JsonNode json(String text) {
        return Objects.requireNonNull(
                EvidenceDocument.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), null)
                        .tree());
    }
}
