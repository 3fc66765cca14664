package dev.milepost.testing.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.milepost.testing.Case;
import dev.milepost.testing.Differences;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The second opinion holds itself to the cases that the service must pass. */
class FourKeysOracleTest {

    static List<Case> conformance() {
        return Case.conformance().stream()
                .flatMap(small -> small.variations().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("conformance")
    void answersCasesInAnyOrder(Case history) {
        for (var meaning : DeliveredHeadRule.values()) {
            assertAnswers(history, meaning);
        }
    }

    @Test
    void hasCases() {
        assertThat(conformance()).hasSizeGreaterThan(150);
    }

    @ParameterizedTest
    @EnumSource(DeliveredHeadRule.class)
    void answersRealHistories(DeliveredHeadRule meaning) {
        assumeThat(Case.realHistories()).as("histories in ../shared/data").isNotEmpty();

        for (var history : Case.realHistories()) {
            assertAnswers(history, meaning);
            assertAnswers(history.shuffled(7), meaning);
        }
    }

    private static void assertAnswers(Case history, DeliveredHeadRule meaning) {
        var oracle = new FourKeysOracle(history.events(), meaning);
        for (var query : history.queries()) {
            assertThat(Differences.between(query.expect(), oracle.answer(query.params())))
                    .as("%s, %s, %s", history, meaning, query.params())
                    .isEmpty();
        }
    }
}
