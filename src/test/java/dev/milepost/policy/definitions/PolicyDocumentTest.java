package dev.milepost.policy.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.policy.definitions.Policy.EngineKind;
import dev.milepost.policy.definitions.Policy.EvidenceNeed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {

    @Test
    void readsPolicyOfBuiltinChecks() {
        var policy = TestPolicies.policy("""
                hooks: [pull_request, deploy]
                match: kind == "Component" && annotations["milepost.dev/compliance-level"] == "pci"
                evidence: [{kind: cyclonedx, maxAgeDays: 7, verified: true}]
                engine: builtin
                rules:
                - {check: no_finding_above, severity: high, kinds: [cyclonedx], olderThanDays: 30, remedy: Upgrade.}
                - {name: licences, check: licences, denied: ["AGPL-*"]}
                """);

        assertThat(policy.engine()).isEqualTo(EngineKind.BUILTIN);
        assertThat(policy.hooks()).containsExactlyInAnyOrder(Hook.PULL_REQUEST, Hook.DEPLOY);
        assertThat(policy.evidence()).containsExactly(new EvidenceNeed("cyclonedx", 7, true));
        assertThat(policy.rules()).extracting(Policy.PolicyRule::name).containsExactly("rule-1", "licences");
        assertThat(policy.digest()).startsWith("sha256:").hasSize(71);
    }

    @Test
    void readsPolicyOfOpa() {
        var policy = TestPolicies.policy("hooks: [build]\nengine: opa\nopa: {path: acme/images, input: request}\n");

        assertThat(policy.opa()).isEqualTo(new Policy.OpaQuery("acme/images", true));
        assertThat(policy.rules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            hooks: [deploys]; engine: builtin; rules: [{check: catalog_valid}]                      | /spec/hooks/0
            hooks: []; engine: builtin; rules: [{check: catalog_valid}]                             | /spec/hooks
            hooks: [deploy]; engine: rego; rules: [{check: catalog_valid}]                          | /spec/engine
            hooks: [deploy]; engine: builtin                                                        | /spec/rules
            hooks: [deploy]; engine: builtin; rules: [{check: catalog_vald}]                        | /spec/rules/0/check
            hooks: [deploy]; engine: builtin; rules: [{chek: catalog_valid}]                        | /spec/rules/0/chek
            hooks: [deploy]; engine: builtin; rules: [{check: catalog_valid, severity: high}]       | /spec/rules/0/severity
            hooks: [deploy]; engine: builtin; rules: [{check: no_finding_above, severity: high}]    | /spec/rules/0/kinds
            hooks: [deploy]; engine: builtin; rules: [{check: evidence_present, kind: sbom}]        | /spec/rules/0/kind
            hooks: [deploy]; engine: builtin; rules: [{check: licences}]                            | /spec/rules/0
            hooks: [deploy]; engine: builtin; rules: [{check: provenance}]                          | /spec/rules/0
            hooks: [deploy]; engine: builtin; rules: [{check: module_version, module: m, atLeast: "1"}] | /spec/rules/0/atLeast
            hooks: [deploy]; engine: builtin; rules: [{check: no_finding_above, severity: high, kinds: [sarif], olderThanDays: 1}] | /spec/rules/0/olderThanDays
            hooks: [deploy]; engine: builtin; rules: [{check: no_finding_above, severity: high, kinds: [spdx], category: iac}] | /spec/rules/0/category
            hooks: [deploy]; engine: builtin; parameters: {a: 1}; rules: [{check: catalog_valid}]   | /spec/parameters
            hooks: [deploy]; engine: builtin; opa: {path: a}; rules: [{check: catalog_valid}]       | /spec/opa
            hooks: [deploy]; engine: builtin; evidence: [{kind: cyclondx}]; rules: [{check: catalog_valid}] | /spec/evidence/0/kind
            hooks: [deploy]; engine: builtin; evidence: [{kind: spdx}, {kind: spdx}]; rules: [{check: catalog_valid}] | /spec/evidence/1/kind
            hooks: [deploy]; engine: builtin; evidence: [{maxAgeDays: 1}]; rules: [{check: catalog_valid}] | /spec/evidence/0/kind
            hooks: [deploy]; engine: builtin; evidence: [{kind: spdx, kinds: [cyclonedx]}]; rules: [{check: catalog_valid}] | /spec/evidence/0
            hooks: [deploy]; engine: builtin; evidence: [{kinds: [spdx], tools: [a]}]; rules: [{check: catalog_valid}] | /spec/evidence/0/tools
            hooks: [deploy]; engine: builtin; rules: [{check: evidence_present}]                    | /spec/rules/0/kind
            hooks: [deploy]; engine: builtin; rules: [{check: signed_by}]                           | /spec/rules/0
            hooks: [deploy]; engine: cel; evidence: [{kinds: [sarif, junit]}]; rules: [{expect: "evidence.sarif.size() > 0", message: m}] | /spec/rules/0/expect
            hooks: [deploy]; engine: opa; opa: {path: a, state: [slos]}                             | /spec/opa/state/0
            hooks: [deploy]; engine: opa; opa: {path: a, input: request, state: [golden_path]}      | /spec/opa/state
            hooks: [deploy]; match: kin == "Component"; engine: builtin; rules: [{check: catalog_valid}] | /spec/match
            hooks: [deploy]; match: tier + 1; engine: builtin; rules: [{check: catalog_valid}]      | /spec/match
            hooks: [deploy]; match: '"tier 1"'; engine: builtin; rules: [{check: catalog_valid}]    | /spec/match
            hooks: [deploy]; match: input.x == 1; engine: builtin; rules: [{check: catalog_valid}]  | /spec/match
            hooks: [deploy]; engine: cel; rules: [{expect: "true"}]                                 | /spec/rules/0/message
            hooks: [deploy]; engine: cel; rules: [{expect: "1 + 1", message: m}]                    | /spec/rules/0/expect
            hooks: [deploy]; engine: cel; rules: [{expect: "team == 1", message: m}]                | /spec/rules/0/expect
            hooks: [deploy]; engine: cel; parameters: {most: 1}; rules: [{expect: "parameters.mots == 1", message: m}] | /spec/rules/0/expect
            hooks: [deploy]; engine: cel; rules: [{expect: "evidence.sarif.size() > 0", message: m}] | /spec/rules/0/expect
            hooks: [deploy]; engine: cel; rules: [{expect: "evidence['sarif'].size() > 0", message: m}] | /spec/rules/0/expect
            hooks: [deploy]; engine: cel; evidence: [{kind: sarif}]; rules: [{expect: "evidence.all(k, k != 'x')", message: m}] | /spec/rules/0/expect
            hooks: [deploy]; engine: cel; rules: [{expect: "true", message: m, name: a}, {expect: "true", message: m, name: a}] | /spec/rules/1/name
            hooks: [deploy]; engine: cel; rules: [{expect: "true", message: m, path: a/b}]          | /spec/rules/0/path
            hooks: [deploy]; engine: cel; rules: [{expect: "true", message: m, link: "javascript:x"}] | /spec/rules/0/link
            hooks: [deploy]; engine: opa                                                            | /spec/opa
            hooks: [deploy]; engine: opa; opa: {path: a}; rules: [{check: catalog_valid}]           | /spec/rules
            hooks: [deploy]; engine: opa; opa: {path: ../policies}                                  | /spec/opa/path
            hooks: [deploy]; engine: opa; opa: {path: /a/b}                                         | /spec/opa/path
            hooks: [deploy]; engine: opa; opa: {path: "a?explain=full"}                             | /spec/opa/path
            hooks: [deploy]; engine: opa; opa: {path: "a//b"}                                       | /spec/opa/path
            """)
    void locatesFaults(String spec, String pointer) {
        assertThatThrownBy(() -> TestPolicies.policy(spec.replace("; ", "\n")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .contains(pointer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /metadata/name          | Has Space
            /metadata/name          | evaluate
            /metadata/owner         | platform
            /metadata/owner         | group:Default/Platform
            /metadata/version       | 1.0
            /metadata/version       | 1.0.0+build
            /metadata/severity      | blocker
            /metadata/documentation | ftp://docs
            /kind                   | Module
            /apiVersion             | v1
            """)
    void locatesFaultsOfMetadata(String pointer, String value) {
        var document = (ObjectNode) TestPolicies.json(
                TestPolicies.yaml("p", "hooks: [deploy]\nengine: builtin\nrules: [{check: catalog_valid}]\n"));
        var parent = pointer.startsWith("/metadata") ? (ObjectNode) document.path("metadata") : document;
        parent.put(pointer.substring(pointer.lastIndexOf('/') + 1), value);

        assertThatThrownBy(() -> PolicyDocument.read(document))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactly(pointer));
    }

    @Test
    void letsRulesReadNeededEvidenceAndParameters() {
        var policy = TestPolicies.policy("""
                hooks: [deploy]
                evidence: [{kind: sarif}, {kind: custom/load-test}]
                parameters: {most: 3, names: [a, b]}
                engine: cel
                rules:
                - expect: evidence.sarif.all(e, e.facts.by_severity.critical <= parameters.most)
                  message: Too many findings
                - expect: evidence["custom/load-test"].exists(e, e.verified)
                  message: No load test
                """);

        assertThat(policy.rules()).hasSize(2);
        assertThat(policy.parameters().path("names").size()).isEqualTo(2);
    }

    @Test
    void hasEqualDigestsForEqualContent() {
        var yaml = TestPolicies.yaml("p", "hooks: [deploy]\nengine: builtin\nrules: [{check: catalog_valid}]\n");
        var other = TestPolicies.yaml("p", "engine: builtin\nrules: [{check: catalog_valid}]\nhooks: [deploy]\n");

        assertThat(List.of(yaml, other))
                .extracting(text -> PolicyDocument.read(TestPolicies.json(text)).digest())
                .containsOnly(PolicyDocument.read(TestPolicies.json(yaml)).digest());
    }
}
