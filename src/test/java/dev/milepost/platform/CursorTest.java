package dev.milepost.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void comesBackAsItWent() {
        var cursor = Cursor.of("2026-06-10T12:34:00Z", "", "größer / & =");

        assertThat(Cursor.parse(cursor.toString(), 3)).isEqualTo(cursor);
        assertThat(cursor.toString()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "???", "YQ", "YQBiAGM"})
    void isRefusedWhereItIsOfAnotherList(String text) {
        assertThatThrownBy(() -> Cursor.parse(text, 2)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.faults())
                    .extracting(ProblemException.Fault::pointer)
                    .containsExactly("cursor");
        });
    }

    @Test
    void standsOnAPageOnlyWhereThereIsMore() {
        assertThat(Page.of(List.of("a", "b"), 2, Cursor::of).nextCursor()).isNull();
        assertThat(Page.of(List.of("a", "b", "c"), 2, Cursor::of))
                .isEqualTo(new Page<>(List.of("a", "b"), Cursor.of("b").toString()));
    }
}
