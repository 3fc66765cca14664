package dev.milepost.policy.formats;

import static dev.milepost.policy.formats.SarifReaderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that real tools made; {@code src/test/resources/evidence/README.md} says how. */
class ToolDocumentsTest {

    @Test
    void readsFindingsOfBandit() {
        var read = read("bandit.sarif");

        assertThat(read.tool()).isEqualTo("Bandit");
        assertThat(read.producedAt()).isEqualTo(Instant.parse("2026-12-01T13:54:46Z"));
        assertThat(read.facts()).isEqualTo(json("""
                {'tools': [{'name': 'Bandit', 'version': '1.9.4'}],
                 'by_severity': {'critical': 0, 'high': 1, 'medium': 0, 'low': 2, 'none': 0},
                 'findings': [
                   {'rule': 'B602', 'message': 'subprocess call with shell=True identified, security issue.', 'path': 'calc.py',
                    'line': 9, 'category': 'code', 'severity': 'high'},
                   {'rule': 'B404', 'message': 'Consider possible security implications associated with the subprocess module.',
                    'path': 'calc.py', 'line': 1, 'category': 'code', 'severity': 'low'},
                   {'rule': 'B105', 'message': 'hardcoded_password_string', 'path': 'calc.py', 'line': 12,
                    'category': 'secret', 'severity': 'low'}],
                 'truncated': false, 'suppressed': 0, 'successful': true}
                """));
    }

    @Test
    void readsFindingsOfCheckovAndSemgrep() {
        var checkov = read("checkov.sarif");
        var semgrep = read("semgrep.sarif");

        assertThat(checkov.tool()).isEqualTo("Checkov");
        assertThat(checkov.facts().at("/by_severity/high").asInt()).isEqualTo(23);
        assertThat(checkov.facts()
                        .path("findings")
                        .valueStream()
                        .map(finding -> finding.path("category").asText()))
                .hasSize(23)
                .containsOnly("iac");
        assertThat(checkov.facts().at("/findings/1"))
                .isEqualTo(json(
                        "{'rule': 'CKV_DOCKER_8', 'message': 'Ensure the last USER is not root', 'path': 'Dockerfile',"
                                + " 'line': 3, 'category': 'iac', 'severity': 'high'}"));
        assertThat(semgrep.tool()).isEqualTo("Semgrep OSS");
        assertThat(semgrep.facts().path("findings"))
                .isEqualTo(
                        json("{'l': [{'rule': 'shell-true', 'message': 'A shell runs what callers send.', 'path': 'app/calc.py',"
                                        + " 'line': 9, 'category': 'code', 'severity': 'high'}]}")
                                .path("l"));
    }

    @Test
    void readsStatementsOfLib4vex() {
        var read = read("lib4vex.openvex.json");

        assertThat(read.kind()).isEqualTo("openvex");
        assertThat(read.producedAt()).as("a local time is one in UTC").isEqualTo(Instant.parse("2026-12-01T14:15:21Z"));
        assertThat(read.facts()).isEqualTo(json("""
                {'statements': [{'vulnerability': 'CVE-2021-44906', 'aliases': [],
                  'products': [{'ids': ['pkg:npm/minimist@1.2.5'], 'subcomponents': []}], 'status': 'not_affected',
                  'justification': 'vulnerable_code_not_in_execute_path', 'timestamp': '2026-12-01T14:15:21Z'}]}
                """));
    }

    @ParameterizedTest
    @CsvSource({
        "cyclonedx-npm.json, cyclonedx, npm, 1.6, 3, 0",
        "cyclonedx-npm.xml, cyclonedx, npm, 1.6, 3, 0",
        "npm-sbom.cdx.json, cyclonedx, cli, 1.5, 3, 0",
        "npm-sbom.spdx.json, spdx, npm/cli, 2.3, 3, 0",
        "npm-sbom.spdx, spdx, npm/cli, 2.3, 3, 0",
        "cyclonedx-py.json, cyclonedx, cyclonedx-py, 1.6, 2, 2",
        "cyclonedx-py.xml, cyclonedx, cyclonedx-py, 1.5, 2, 2"
    })
    void readsBills(String file, String kind, String tool, String version, int components, int unlicensed) {
        var read = read(file);

        assertThat(read.kind()).isEqualTo(kind);
        assertThat(read.tool()).isEqualTo(tool);
        assertThat(read.producedAt()).isNotNull();
        assertThat(read.facts().path("spec_version").asText()).isEqualTo(version);
        assertThat(read.facts().path("components").asInt()).isEqualTo(components);
        assertThat(read.facts().path("unlicensed").asInt()).isEqualTo(unlicensed);
        if (unlicensed == 0) {
            assertThat(read.facts().path("licences"))
                    .isEqualTo(json("{'l': [{'id': 'MIT', 'components': 2}, {'id': 'WTFPL', 'components': 1}]}")
                            .path("l"));
        }
    }

    @Test
    void readsTestsAndCoverageOfPytest() {
        assertThat(read("pytest-junit.xml").tool()).isEqualTo("pytest tests");
        assertThat(read("pytest-junit.xml").facts())
                .isEqualTo(json("{'tests': 3, 'failed': 1, 'errors': 0, 'skipped': 1, 'seconds': 0.004}"));
        for (var file : new String[] {"coverage-cobertura.xml", "coverage.lcov"}) {
            assertThat(read(file).facts())
                    .as(file)
                    .isEqualTo(json("{'lines_valid': 6, 'lines_covered': 5, 'line_rate': 0.833333}"));
        }
    }

    static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/evidence", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReadEvidence read(String file) {
        return SarifReaderTest.stored(EvidenceFormats.read(EvidenceDocument.parse(bytes(file), null), null));
    }
}
