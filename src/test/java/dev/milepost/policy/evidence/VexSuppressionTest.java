package dev.milepost.policy.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which vulnerabilities OpenVEX documents cover. */
class VexSuppressionTest {

    private static final String DIGEST = "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private static final Evidence BILL = evidence("bill", "cyclonedx", """
            {"by_severity": {"critical": 1, "high": 1, "medium": 0, "low": 0, "none": 0}, "vulnerabilities": [
              {"id": "CVE-2024-1", "severity": "critical", "component": "pkg:npm/a@1?type=x", "suppressed": false, "suppressed_by": null},
              {"id": "CVE-2024-2", "severity": "high", "component": "pkg:npm/b@2", "suppressed": false, "suppressed_by": null}]}
            """);

    @Test
    void suppressesWhatIsCovered() {
        var facts = facts(vex("pkg:npm/a@1", "[]", "not_affected", "2026-06-01T10:00:00Z"));

        assertThat(facts.at("/vulnerabilities/0/suppressed").asBoolean()).isTrue();
        assertThat(facts.at("/vulnerabilities/0/suppressed_by").asText())
                .isEqualTo("openvex vex: not_affected, vulnerable_code_not_present");
        assertThat(facts.at("/vulnerabilities/1/suppressed").asBoolean()).isFalse();
        assertThat(facts.at("/by_severity/critical").asInt()).isZero();
        assertThat(facts.at("/by_severity/high").asInt()).isEqualTo(1);
        assertThat(BILL.facts().at("/vulnerabilities/0/suppressed").asBoolean())
                .as("the stored facts stay")
                .isFalse();
    }

    @Test
    void comparesProducts() {
        assertSuppresses(true, "pkg:npm/a", "[]");
        assertSuppresses(true, "pkg:npm/a@1?type=x", "[]");
        assertSuppresses(false, "pkg:npm/a@2", "[]");
        assertSuppresses(false, "pkg:npm/aa", "[]");
        assertSuppresses(false, "pkg:npm/b@2", "[]");
        assertSuppresses(true, "pkg:oci/payments", "[\"pkg:npm/a@1\"]");
        assertSuppresses(true, "pkg:oci/payments@1.0?repository_url=ghcr.io", "[]");
        assertSuppresses(false, "pkg:oci/payments", "[\"pkg:npm/b@2\"]");
        assertSuppresses(true, "payments", "[]");
        assertSuppresses(false, "pkg:npm/payments", "[]");
        assertSuppresses(false, "pkg:oci/orders", "[\"pkg:npm/a@1\"]");
        assertSuppresses(true, "pkg:oci/anything@" + DIGEST.replace(":", "%3A"), "[]");
        assertSuppresses(true, DIGEST, "[]");
        assertSuppresses(false, "sha256:" + "0".repeat(64), "[]");
        assertSuppresses(false, "pkg:oci/payments@sha256:" + "0".repeat(64), "[]");
    }

    @Test
    void followsTheLatestStatement() {
        var older = vex("pkg:npm/a@1", "[]", "not_affected", "2026-06-01T10:00:00Z");
        var newer = vex("pkg:npm/a@1", "[]", "affected", "2026-06-02T10:00:00Z");
        var fixed = vex("pkg:npm/a@1", "[]", "fixed", "2026-06-03T10:00:00Z");

        assertThat(isSuppressed(older)).isTrue();
        assertThat(isSuppressed(older, newer)).isFalse();
        assertThat(isSuppressed(newer, older)).isFalse();
        assertThat(isSuppressed(older, newer, fixed)).isTrue();
    }

    @Test
    void findsVulnerabilitiesByAliasAndInFindings() {
        var scan = evidence("scan", "sarif", """
                {"by_severity": {"critical": 0, "high": 2}, "findings": [
                  {"rule": "x", "severity": "high", "category": "vulnerability", "vulnerability": "GHSA-1111-2222-3333"},
                  {"rule": "y", "severity": "high", "category": "code"}]}
                """);

        var found = VexSuppression.apply(
                List.of(vex("pkg:oci/payments", "[]", "not_affected", "2026-06-01T10:00:00Z"), scan), "payments", null);

        assertThat(found.get(1).facts().at("/findings/0/suppressed").asBoolean())
                .isTrue();
        assertThat(found.get(1).facts().at("/findings/1").has("suppressed")).isFalse();
        assertThat(found.get(1).facts().at("/by_severity/high").asInt()).isEqualTo(1);
    }

    @Test
    void appliesAnalysesOfCycloneDxToOtherBills() {
        var analysis = evidence("analysis", "cyclonedx", """
                {"by_severity": {}, "vulnerabilities": [{"id": "CVE-2024-1", "severity": "unknown", "component": "pkg:npm/a@1",
                  "suppressed": true, "suppressed_by": "analysis: false_positive"}]}
                """);

        var facts = facts(analysis);

        assertThat(facts.at("/vulnerabilities/0/suppressed_by").asText())
                .isEqualTo("cyclonedx analysis: analysis: false_positive");
        assertThat(facts.at("/vulnerabilities/1/suppressed").asBoolean()).isFalse();
        assertThat(facts.at("/by_severity/critical").asInt()).isZero();
    }

    private static void assertSuppresses(boolean expected, String product, String subcomponents) {
        assertThat(isSuppressed(vex(product, subcomponents, "not_affected", "2026-06-01T10:00:00Z")))
                .as("%s %s", product, subcomponents)
                .isEqualTo(expected);
    }

    private static boolean isSuppressed(Evidence... vex) {
        return facts(vex).at("/vulnerabilities/0/suppressed").asBoolean();
    }

    private static JsonNode facts(Evidence... vex) {
        var all = new ArrayList<>(List.of(vex));
        all.add(BILL);
        return VexSuppression.apply(all, "payments", DIGEST).get(vex.length).facts();
    }

    private static Evidence vex(String product, String subcomponents, String status, String time) {
        return evidence("vex", "openvex", """
                {"statements": [{"vulnerability": "CVE-2024-1", "aliases": ["GHSA-1111-2222-3333"], "timestamp": "%s",
                  "products": [{"ids": ["%s"], "subcomponents": %s}], "status": "%s",
                  "justification": "vulnerable_code_not_present"}]}
                """.formatted(time, product, subcomponents, status));
    }

    private static Evidence evidence(String id, String kind, String facts) {
        return new Evidence(
                id, kind, "payments", null, DIGEST, Instant.EPOCH, Instant.EPOCH, false, null, "sha256:0", json(facts));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
