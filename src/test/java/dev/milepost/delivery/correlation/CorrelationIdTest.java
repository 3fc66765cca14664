package dev.milepost.delivery.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrelationIdTest {

    @Test
    void isTheSameForTheSameCallerAndKey() {
        assertThat(Correlations.id("user:default/jane", "key")).isEqualTo(Correlations.id("user:default/jane", "key"));
    }

    @Test
    void isNeverThatOfAnotherCaller() {
        assertThat(Correlations.id("a b", "c")).isNotEqualTo(Correlations.id("a", "b c"));
    }

    /** A law: for any division of a text into caller and key, whatever characters it has. */
    @Test
    void isDifferentForEachPair() {
        var parts = List.of("", " ", "1", "1 ", " 1", "a", "a b", "3 a", "1 a b", "\0", "/", "é");
        var ids = new HashSet<>();

        for (var caller : parts) {
            for (var key : parts) {
                assertThat(ids.add(Correlations.id(caller, key)))
                        .as("%s and %s", caller, key)
                        .isTrue();
            }
        }
    }
}
