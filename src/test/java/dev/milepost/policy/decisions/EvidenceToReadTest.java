package dev.milepost.policy.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.policy.decisions.ApplyingPolicies.ApplyingPolicy;
import dev.milepost.policy.definitions.TestPolicies;
import dev.milepost.policy.enforcement.Mode;
import dev.milepost.policy.enforcement.Modes.ResolvedMode;
import dev.milepost.policy.evidence.FoundEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which facts an evaluation reads. */
class EvidenceToReadTest {

    private static final String[] KINDS = {
        "sarif", "openvex", "cyclonedx", "spdx", "provenance", "signature", "junit", "custom/load-test"
    };

    private static List<FoundEvidence> found(int characters) {
        var found = new ArrayList<FoundEvidence>();
        for (var kind : KINDS) {
            found.add(new FoundEvidence(UUID.randomUUID(), kind, characters, 10L * characters));
        }
        return found;
    }

    private static ApplyingPolicy policy(String spec, Mode mode, boolean isMatched) {
        return new ApplyingPolicy(
                TestPolicies.policy("hooks: [deploy]\n" + spec), new ResolvedMode(mode, ""), isMatched);
    }

    private static List<String> kinds(String spec) {
        var read = EvidenceToRead.of(found(200_000), List.of(policy(spec, Mode.WARN, true)), true);
        assertThat(read.canBeKept()).isFalse();
        return read.evidence().stream().map(FoundEvidence::kind).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {check: evidence_present, kind: junit}                              | junit
            {check: no_finding_above, kinds: [sarif], severity: high}           | sarif openvex cyclonedx
            {check: licences, denied: [GPL-3.0]}                                | openvex cyclonedx spdx
            {check: signed_by, identities: [a]}                                 | signature
            {check: provenance, sameCommit: true}                               | provenance
            {check: catalog_valid}                                              | ''
            {check: evidence_present, kind: openvex}                            | openvex
            """)
    void readsWhatBuiltInChecksRead(String rule, String kinds) {
        assertThat(String.join(" ", kinds("engine: builtin\nrules: [" + rule + "]\n")))
                .isEqualTo(kinds);
    }

    @Test
    void readsWhatPoliciesNeed() {
        assertThat(kinds("""
                evidence: [{kind: custom/load-test}]
                engine: cel
                rules: [{expect: "true", message: m}]
                """)).containsExactly("custom/load-test");
        assertThat(kinds("evidence: [{kind: junit}]\nengine: opa\nopa: {path: a, input: request}\n"))
                .containsExactly("junit");
    }

    /** Rego can read any evidence of its input. */
    @Test
    void readsAllForOpa() {
        assertThat(kinds("engine: opa\nopa: {path: a}\n")).containsExactly(KINDS);
    }

    @Test
    void readsNothingForPoliciesThatAreNotEvaluated() {
        var spec = "engine: opa\nopa: {path: a}\n";

        assertThat(EvidenceToRead.of(found(200_000), List.of(policy(spec, Mode.OFF, true)), true)
                        .evidence())
                .isEmpty();
        assertThat(EvidenceToRead.of(found(200_000), List.of(policy(spec, Mode.ENFORCE, false)), true)
                        .evidence())
                .isEmpty();
    }

    /** Policies that are saved later are evaluated over inputs that are kept. */
    @Test
    void readsAllForInputsThatAreKept() {
        var kept = EvidenceToRead.of(found(1_000), List.of(), true);

        assertThat(kept.canBeKept()).isTrue();
        assertThat(kept.evidence()).hasSize(KINDS.length);
        assertThat(EvidenceToRead.of(found(1_000), List.of(), false).evidence()).isEmpty();
    }
}
