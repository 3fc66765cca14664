package dev.milepost.platform.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CelCostTest {

    private static final BoundedCel CEL =
            new BoundedCel(4_000, 1_000, 2_000_000, Map.of("data", MapType.create(SimpleType.STRING, SimpleType.DYN)));

    @Test
    void estimatesFewStepsForOrdinaryFilters() {
        assertThat(steps("data.status == 'failure' && data.environment == 'production'"))
                .isLessThan(1_000);
    }

    @Test
    void multipliesLoops() {
        var once = steps("[1, 2, 3, 4].all(a, data.n > a)");
        var nested = steps("[1, 2, 3, 4].all(b, [1, 2, 3, 4].all(a, data.n > a))");

        assertThat(steps("[1, 2, 3, 4, 5, 6, 7, 8].all(a, data.n > a)")).isGreaterThan(3 * once / 2);
        assertThat(nested).isBetween(4 * once, 6 * once);
    }

    /** A list of the variables counts as some elements, so that a loop over it costs more than its body. */
    @Test
    void countsListsOfVariables() {
        assertThat(steps("data.list.all(a, a > 1)")).isGreaterThan(5 * steps("data.n > 1"));
    }

    @Test
    void countsTheInstructionsOfRegularExpressions() {
        var one = steps("data.status.matches('a')");

        assertThat(steps("data.status.matches('(a|b){50}c')")).isGreaterThan(10 * one);
        assertThat(steps("data.status.matches(data.pattern)")).isGreaterThan(10 * one);
        assertThat(one).isGreaterThan(steps("data.status == 'a'") + 100);
    }

    private static long steps(String expression) {
        return CEL.compile(expression).estimatedSteps();
    }
}
