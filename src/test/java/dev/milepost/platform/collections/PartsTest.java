package dev.milepost.platform.collections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {

    @Test
    void fillsEachPartUpToItsSize() {
        var parts = Parts.within(10, List.of(4, 6, 1, 10, 9, 2), Integer::longValue);

        assertThat(parts).containsExactly(List.of(4, 6), List.of(1), List.of(10), List.of(9), List.of(2));
    }

    @Test
    void leavesALargerItemAlone() {
        assertThat(Parts.within(10, List.of(1, 30, 30, 2), Integer::longValue))
                .containsExactly(List.of(1), List.of(30), List.of(30), List.of(2));
    }

    @Test
    void makesNoPartOfNothing() {
        assertThat(Parts.within(10, List.<Integer>of(), Integer::longValue)).isEmpty();
    }
}
