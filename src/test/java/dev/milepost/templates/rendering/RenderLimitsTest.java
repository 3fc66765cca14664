package dev.milepost.templates.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.templates.rendering.RenderLimits.Exceeded;
import org.junit.jupiter.api.Test;

/** A text may allocate no more than fits into the heap, as all of it can be in use. */
class RenderLimitsTest {

    private static final long HEAP = Runtime.getRuntime().maxMemory();

    @Test
    void allocatesAnEighthOfTheHeapAtMost() {
        assertThat(RenderLimits.ALLOCATED_BYTES).isLessThanOrEqualTo(HEAP / 8);
    }

    @Test
    void stopsARenderingThatAllocatesMore() {
        var limits = new RenderLimits(new RenderTotals());
        limits.beginText();

        assertThatThrownBy(() -> {
                    for (long bytes = 0; bytes <= RenderLimits.ALLOCATED_BYTES; bytes += 1 << 20) {
                        assertThat(new byte[1 << 20]).isNotNull();
                    }
                    limits.chargeInstructions(1);
                })
                .isInstanceOf(Exceeded.class)
                .hasMessageContaining("too much memory");
    }

    /** Reading keeps a thirtieth of what it allocates. */
    @Test
    void readsLongTextsWithinALimitToo() {
        assertThat(RenderLimits.mostAllocatedOfReading(1)).isLessThan(RenderLimits.mostAllocatedOfReading(1_000));
        assertThat(RenderLimits.mostAllocatedOfReading(1_000_000) / 32).isLessThanOrEqualTo(HEAP / 8);
    }
}
