package dev.milepost.policy.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.TestPolicies;
import dev.milepost.policy.enforcement.ImpactSource.Figures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether rules enforce a policy where it was not enforced, and what it must have shown. */
class PromotionTest {

    private static Promotion promotion(int evaluations, int blocked) {
        return new Promotion((policy, tier, days) -> new Figures(evaluations, blocked), new TestModes(), new Limits());
    }

    private static Policy policy() {
        return TestPolicies.check("check: catalog_valid");
    }

    private static List<EnforcementRule> rules(String json) {
        return EnforcementDocument.rules("[" + json.replace('\'', '"') + "]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {'mode': 'shadow'}                              | {'mode': 'enforce'}                            | true
            {'mode': 'shadow'}                              | ^^                                             | true
            {'mode': 'warn'}                                | {'mode': 'shadow'}                             | false
            {'mode': 'shadow'}                              | {'mode': 'off'}                                | false
            ^^                                              | {'mode': 'shadow'}                             | false
            ^^                                              | {'mode': 'enforce'}                            | false
            {'mode': 'shadow'}                              | {'mode': 'enforce', 'share': 0.1}, {'mode': 'shadow'} | true
            {'mode': 'enforce', 'share': 0.1}, {'mode': 'shadow'} | {'mode': 'enforce', 'share': 0.5}, {'mode': 'shadow'} | true
            {'mode': 'off', 'services': ['a']}              | ^^                                             | true
            {'mode': 'off', 'services': ['a']}              | {'mode': 'off', 'services': ['a', 'b']}        | false
            {'mode': 'off', 'services': ['a', 'b']}         | {'mode': 'off', 'services': ['a']}             | true
            {'mode': 'off', 'services': ['a']}              | {'mode': 'warn'}                               | false
            {'mode': 'off', 'share': 0.5}                   | {'mode': 'warn', 'share': 0.4}                 | true
            {'mode': 'shadow', 'tiers': ['staging']}        | {'mode': 'enforce', 'tiers': ['staging']}      | false
            {'mode': 'shadow'}                              | {'mode': 'shadow', 'tiers': ['production']}    | false
            {'mode': 'shadow'}                              | {'mode': 'shadow', 'tiers': ['staging']}       | true
            """)
    void detectsPromotionInProduction(String before, String after, boolean promotes) {
        var promotion = promotion(0, 0);

        assertThat(promotion.promotes(rules(before), rules(after), "production"))
                .isEqualTo(promotes);
        assertThat(promotion.promotes(rules(before), rules(before), "production"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"20, 1, true", "19, 0, false", "20, 2, false", "0, 0, false", "1000, 50, true"})
    void needsEvidence(int evaluations, int blocked, boolean allowed) {
        var promotion = promotion(evaluations, blocked);

        if (allowed) {
            assertThatCode(() -> promotion.check(PromotionTest::policy, rules("{'mode': 'shadow'}"), rules("")))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> promotion.check(PromotionTest::policy, rules("{'mode': 'shadow'}"), rules("")))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("Of %d requests for production in 7 days", evaluations)
                    .hasMessageContaining("would have blocked %d", blocked);
        }
    }

    @Test
    void asksForNothingWithoutPromotion() {
        assertThatCode(() -> promotion(0, 0).check(PromotionTest::policy, rules(""), rules("{'mode': 'warn'}")))
                .doesNotThrowAnyException();
    }

    record Limits() implements PromotionConfig {

        @Override
        public int days() {
            return 7;
        }

        @Override
        public int leastEvaluations() {
            return 20;
        }

        @Override
        public double greatestBlockedShare() {
            return 0.05;
        }
    }
}
