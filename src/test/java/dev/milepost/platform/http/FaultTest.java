package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemException.Fault;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultTest {

    @Test
    void keepsThePartOfALongTextThatIsShown() {
        var fault = new Fault("/" + "p".repeat(2_000_000), "'" + "d".repeat(2_000_000) + "' is not known");

        assertThat(fault.pointer())
                .hasSize(Fault.POINTER_LENGTH + 1)
                .startsWith("/ppp")
                .endsWith("p…");
        assertThat(fault.detail())
                .hasSize(Fault.DETAIL_LENGTH + 1)
                .startsWith("'ddd")
                .endsWith("d…");
    }

    @Test
    void keepsAnOrdinaryText() {
        var fault = new Fault("p".repeat(Fault.POINTER_LENGTH), "d".repeat(Fault.DETAIL_LENGTH));

        assertThat(fault.pointer()).hasSize(Fault.POINTER_LENGTH).doesNotContain("…");
        assertThat(fault.detail()).hasSize(Fault.DETAIL_LENGTH).doesNotContain("…");
    }

    @Test
    void keepsNoHalfOfACharacter() {
        var fault = new Fault("p".repeat(Fault.POINTER_LENGTH - 1) + "😀😀", "");

        assertThat(fault.pointer()).isEqualTo("p".repeat(Fault.POINTER_LENGTH - 1) + "…");
    }

    @Test
    void hasALimitedNumberInAProblem() {
        var faults = IntStream.range(0, 5_000)
                .mapToObj(i -> new Fault("/" + i, "is wrong"))
                .toList();

        assertThat(ProblemException.of(ProblemType.BAD_REQUEST, "Wrong.", faults)
                        .faults())
                .hasSize(100)
                .startsWith(new Fault("/0", "is wrong"));
    }
}
