package dev.milepost.slo.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistinctNamesTest {

    @Test
    void assignsUniqueNames() {
        assertThat(DistinctNames.of(List.of("a", "b", "a", "a (2)", "a")))
                .containsExactly("a", "b", "a (2)", "a (2) (2)", "a (3)");
    }
}
