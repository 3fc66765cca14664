package dev.milepost.catalog.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatternListTest {

    @Test
    void splitsAtCommasOutsideBraces() {
        assertThat(of("services/a/**, libs/{money,tax}/**,,x"))
                .containsExactly("services/a/**", "libs/{money,tax}/**", "x");
        assertThat(of("a}, b")).containsExactly("a}", "b");
        assertThat(of("{a, b")).containsExactly("{a, b");
        assertThat(of(" ")).isEmpty();
        assertThat(PatternList.of(Optional.empty())).isEmpty();
    }

    @Test
    void ignoresLongerValuesThanTheSchemaAllows() {
        assertThat(of("a".repeat(4096))).hasSize(1);
        assertThat(of("a".repeat(4097))).isEmpty();
    }

    private static List<String> of(String text) {
        return PatternList.of(Optional.of(text));
    }
}
