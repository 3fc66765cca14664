package dev.milepost.policy.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.PolicyDocument;
import dev.milepost.policy.definitions.TestPolicies;
import dev.milepost.policy.enforcement.ImpactSource.Figures;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which versions of a policy may replace the current one. */
class ReplacementReplayTest {

    private static final Policy CURRENT = version("1.0.0");
    private static final Policy NEXT = version("1.1.0");

    private static Policy version(String version) {
        var document = TestPolicies.json(
                TestPolicies.yaml("p", "hooks: [deploy]\nengine: builtin\nrules:\n- {check: catalog_valid}\n"));
        ((ObjectNode) document.path("metadata")).put("version", version);
        return PolicyDocument.read(document);
    }

    private static ReplacementReplay replay(String rules, ImpactSource impact) {
        var own = EnforcementDocument.rules("[" + rules.replace('\'', '"') + "]");
        return new ReplacementReplay(policy -> own, impact, new TestModes(), new PromotionTest.Limits());
    }

    @ParameterizedTest
    @CsvSource({
        // requests, blocked by the current version, by the next one
        "100, 0, 5, true",
        "100, 0, 6, false",
        "100, 50, 55, true",
        "100, 50, 56, false",
        "100, 90, 20, true",
        "1, 0, 1, false",
        "0, 0, 0, true"
    })
    void comparesVersions(int evaluations, int current, int next, boolean allowed) {
        var replay = replay("", (policy, tier, days) -> new Figures(evaluations, policy == NEXT ? next : current));

        if (allowed) {
            assertThatCode(() -> replay.check(CURRENT, NEXT)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> replay.check(CURRENT, NEXT))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("Of %d requests for production in 7 days", evaluations)
                    .hasMessageContaining("version 1.1.0 of policy 'p' would have blocked %d", next)
                    .hasMessageContaining("version 1.0.0 %d", current);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            ^^                                                              | other, production, staging
            {'mode': 'shadow'}                                              | ^^
            {'mode': 'enforce', 'share': 0.1}, {'mode': 'shadow'}           | development, other, production, staging, testing
            {'mode': 'warn', 'tiers': ['production']}                       | other, staging
            {'mode': 'off', 'services': ['a']}                              | other, production, staging
            {'mode': 'shadow'}, {'mode': 'enforce', 'tiers': ['production']} | ^^
            """)
    void asksForTiersInWhichThePolicyIsEnforced(String rules, String tiers) {
        var asked = new TreeSet<String>();

        replay(rules, (policy, tier, days) -> {
                    asked.add(tier);
                    return new Figures(0, 0);
                })
                .check(CURRENT, NEXT);

        assertThat(String.join(", ", asked)).isEqualTo(tiers);
    }

    @Test
    void asksNothingOfTheCurrentVersionIfTheNextBlocksFew() {
        var replay = replay("", (policy, tier, days) -> {
            assertThat(policy).isSameAs(NEXT);
            return new Figures(10, 0);
        });

        assertThatCode(() -> replay.check(CURRENT, NEXT)).doesNotThrowAnyException();
    }
}
