package dev.milepost.policy.engines;

import static dev.milepost.policy.engines.TestInput.COMMIT;
import static dev.milepost.policy.engines.TestInput.DIGEST;
import static dev.milepost.policy.engines.TestInput.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.policy.definitions.TestPolicies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Built-in checks of evidence. */
class BuiltinEngineTest {

    private static final String VULNERABILITIES = """
            {'vulnerabilities': [
              {'id': 'CVE-1', 'severity': 'critical', 'component': 'log4j', 'published': '2026-06-10T00:00:00Z', 'suppressed': false},
              {'id': 'CVE-2', 'severity': 'critical', 'component': 'struts', 'published': '2026-01-01', 'suppressed': true},
              {'id': 'CVE-3', 'severity': 'low', 'component': 'guava', 'published': '2020-01-01', 'suppressed': false}],
             'by_severity': {'critical': 1, 'high': 0, 'medium': 0, 'low': 1, 'none': 0}}
            """;

    @SuppressWarnings("NullAway")
    private static EngineResult evaluate(String rule, TestInput input) {
        // The other checks need the registry, the catalog and objectives.
        return new BuiltinEngine(new ServiceChecks(null)).evaluate(TestPolicies.check(rule), input.build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            check: no_finding_above, severity: high, kinds: [cyclonedx]                        | FAIL
            check: no_finding_above, severity: critical, kinds: [cyclonedx]                    | PASS
            check: no_finding_above, severity: high, kinds: [cyclonedx], olderThanDays: 30     | PASS
            check: no_finding_above, severity: high, kinds: [cyclonedx], olderThanDays: 3      | FAIL
            check: no_finding_above, severity: none, kinds: [cyclonedx], olderThanDays: 30     | FAIL
            check: no_finding_above, severity: high, kinds: [sarif]                            | MISSING_EVIDENCE
            """)
    void checksVulnerabilities(String rule, Status status) {
        assertThat(evaluate(rule, new TestInput().with("cyclonedx", VULNERABILITIES))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void namesVulnerability() {
        var result = evaluate(
                "check: no_finding_above, severity: high, kinds: [cyclonedx], message: Old., remedy: Upgrade.",
                new TestInput().with("cyclonedx", VULNERABILITIES));

        assertThat(result.violations())
                .containsExactly(new Violation(
                        "rule-1",
                        "Old. CVE-1 in log4j (critical), published 2026-06-10T00:00:00Z",
                        "/evidence/cyclonedx/0/facts/vulnerabilities/0",
                        "Upgrade.",
                        null));
    }

    @ParameterizedTest
    @CsvSource({"'', FAIL", "category: secret, FAIL", "category: iac, PASS", "category: code, PASS"})
    void checksFindingsByCategory(String category, Status status) {
        var input = new TestInput().with("sarif", """
                {'findings': [{'rule': 'aws-key', 'severity': 'critical', 'message': 'a key', 'path': 'a.py', 'line': 3,
                  'category': 'secret'},
                 {'rule': 'public', 'severity': 'low', 'message': 'open', 'path': 'a.tf', 'line': 1, 'category': 'iac'}],
                 'by_severity': {'critical': 1, 'low': 1}, 'truncated': false}
                """);
        var rule =
                "check: no_finding_above, severity: high, kinds: [sarif]" + (category.isEmpty() ? "" : ", " + category);

        assertThat(evaluate(rule, input).status()).isEqualTo(status);
    }

    /** What a shortened list leaves out may be of any category. */
    @Test
    void doesNotPassShortenedList() {
        var input = new TestInput().with("sarif", """
                {'findings': [], 'by_severity': {'critical': 2}, 'truncated': true}
                """);

        assertThat(evaluate("check: no_finding_above, severity: high, kinds: [sarif], category: iac", input)
                        .status())
                .isEqualTo(Status.FAIL);
    }

    @Test
    void takesUnknownSeverityAndDateForTheWorst() {
        var input = new TestInput().with("spdx", """
                {'vulnerabilities': [{'id': 'CVE-4', 'severity': 'moderate', 'component': 'x', 'suppressed': false}]}
                """);

        assertThat(evaluate("check: no_finding_above, severity: high, kinds: [spdx], olderThanDays: 9", input)
                        .status())
                .isEqualTo(Status.FAIL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            check: licences, allowed: [MIT, "Apache-*"]                          | PASS
            check: licences, allowed: [mit, apache-2.0]                          | PASS
            check: licences, allowed: [MIT]                                      | FAIL
            check: licences, denied: ["GPL-*"]                                   | PASS
            check: licences, denied: ["apache*", "gpl*"]                                 | FAIL
            check: licences, denied: ["GPL-*"], unlicensed: deny                 | FAIL
            """)
    void checksLicences(String rule, Status status) {
        var input = new TestInput().with("cyclonedx", """
                {'licences': [{'id': 'MIT', 'components': 3}, {'id': 'Apache-2.0 OR GPL-2.0-only', 'components': 1}],
                 'unlicensed': 2}
                """);

        assertThat(evaluate(rule, input).status()).isEqualTo(status);
        assertThat(evaluate(rule, new TestInput()).status()).isEqualTo(Status.MISSING_EVIDENCE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *@acme.example  | true  | this    | PASS
            *@other.example | true  | this    | FAIL
            *@acme.example  | false | this    | MISSING_EVIDENCE
            *@acme.example  | true  | other   | MISSING_EVIDENCE
            *@acme.example  | true  | none    | MISSING_EVIDENCE
            """)
    void checksSignatures(String identity, boolean verified, String about, Status status) {
        var digest = switch (about) {
            case "this" -> DIGEST;
            case "other" -> "sha256:" + "c".repeat(64);
            default -> null;
        };
        var input = new TestInput().with(evidence("signature", "{'issuer': 'https://issuer'}", 1, verified, digest));
        var rule = "check: signed_by, identities: [\"%s\"]".formatted(identity);

        assertThat(evaluate(rule, input).status()).isEqualTo(status);
        assertThat(evaluate(rule, input.artifact("payments:latest")).status()).isEqualTo(Status.MISSING_EVIDENCE);
    }

    @Test
    void checksIssuers() {
        var input = new TestInput().with(evidence("signature", "{'issuer': 'https://issuer'}", 1, true, DIGEST));

        assertThat(evaluate("check: signed_by, identities: ['*'], issuers: ['https://issuer']", input)
                        .status())
                .isEqualTo(Status.PASS);
        assertThat(evaluate("check: signed_by, identities: ['*'], issuers: ['https://other']", input)
                        .status())
                .isEqualTo(Status.FAIL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            check: provenance, builders: ["https://ci.acme.example/*"]           | true  | PASS
            check: provenance, builders: ["https://other/*"]                     | true  | FAIL
            check: provenance, sameCommit: true                                  | true  | PASS
            check: provenance, sameCommit: true                                  | false | MISSING_EVIDENCE
            check: provenance, sameCommit: true, verified: false                 | false | PASS
            """)
    void checksProvenance(String rule, boolean verified, Status status) {
        var facts =
                "{'builder': 'https://ci.acme.example/7', 'commit': '%s', 'subjects': [{'name': 'p', 'digest': '%s'}]}"
                        .formatted(COMMIT, DIGEST);

        assertThat(evaluate(rule, new TestInput().with(evidence("provenance", facts, 1, verified, null)))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void refusesProvenanceOfAnotherCommit() {
        var facts = "{'builder': 'b', 'commit': 'deadbeef', 'subjects': []}";

        assertThat(evaluate(
                                "check: provenance, sameCommit: true",
                                new TestInput().with(evidence("provenance", facts, 1, true, DIGEST)))
                        .status())
                .isEqualTo(Status.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"5, PASS", "7, PASS", "8, STALE_EVIDENCE"})
    void checksAge(int days, Status status) {
        var rule = "check: evidence_present, kind: junit, maxAgeDays: 7";

        assertThat(evaluate(rule, new TestInput().with(evidence("junit", "{}", days, false, null)))
                        .status())
                .isEqualTo(status);
        assertThat(evaluate(rule, new TestInput()).status()).isEqualTo(Status.MISSING_EVIDENCE);
    }

    @Test
    void checksVerification() {
        var rule = "check: evidence_present, kind: junit, verified: true";

        assertThat(evaluate(rule, new TestInput().with(evidence("junit", "{}", 1, false, null)))
                        .status())
                .isEqualTo(Status.MISSING_EVIDENCE);
    }

    @ParameterizedTest
    @CsvSource({
        "review-12@2026-06-01, PASS",
        "review-12@2026-05-16, PASS",
        "review-12@2026-05-15, FAIL",
        "review-12@2026-07-01, FAIL",
        "review-12, FAIL",
        "'', FAIL"
    })
    void checksModelReview(String annotation, Status status) {
        var input = new TestInput().annotated("milepost.dev/model-review", annotation);

        assertThat(evaluate("check: model_review, maxAgeDays: 30", input).status())
                .isEqualTo(status);
    }

    /** A bill of materials of a tool that does not scan says nothing about vulnerabilities. */
    @ParameterizedTest
    @CsvSource({"true, PASS", "false, MISSING_EVIDENCE"})
    void needsScan(boolean scanned, Status status) {
        var input = new TestInput().with("cyclonedx", "{'scanned': %s, 'vulnerabilities': []}".formatted(scanned));

        assertThat(evaluate("check: no_finding_above, severity: high, kinds: [cyclonedx]", input)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void namesKindsAndTools() {
        var rule = "check: evidence_present, kinds: [cyclonedx, spdx]";

        assertThat(evaluate(rule, new TestInput()).violations())
                .extracting(Violation::message)
                .containsExactly("There is no evidence of kind cyclonedx or spdx.");
        assertThat(evaluate(
                                "check: evidence_present, kind: sarif, tools: ['gitleaks', 'trivy*']",
                                new TestInput().with("sarif", "{'tools': [{'name': 'Semgrep'}]}"))
                        .violations())
                .extracting(Violation::message)
                .containsExactly("There is no evidence of kind sarif by gitleaks, trivy*.");
    }
}
