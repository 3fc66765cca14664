package dev.milepost.platform.requests;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BodyMemoryTest {

    @Test
    void refusesWorkThatTakesMoreThanWasReserved() {
        assertThatCode(() -> BodyMemory.require(100, 100)).doesNotThrowAnyException();
        assertThatThrownBy(() -> BodyMemory.require(101, 100))
                .isInstanceOf(RefusedBody.class)
                .hasMessageContaining("Send fewer values");
    }

    /** Nothing was reserved for what is no request. */
    @Test
    void refusesWorkOutsideOfRequests() {
        assertThatThrownBy(() -> new BodyMemory().require(1)).isInstanceOf(RefusedBody.class);
    }
}
