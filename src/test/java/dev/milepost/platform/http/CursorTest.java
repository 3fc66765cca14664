package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void roundTrips() {
        var cursor = Cursor.of("2026-06-10T12:34:00Z", "", "größer / & =");

        assertThat(Cursor.parse(cursor.toString(), 3)).isEqualTo(cursor);
        assertThat(cursor.toString()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "???", "YQ", "YQBiAGM"})
    void isRefusedForAnotherList(String text) {
        assertThatThrownBy(() -> Cursor.parse(text, 2)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.faults())
                    .extracting(ProblemException.Fault::pointer)
                    .containsExactly("cursor");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "today", "2026-06-10", "-4713-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void isRefusedWithTimeOutOfRange(String text) {
        var cursor = Cursor.of(text, "no-id");

        assertThatThrownBy(() -> cursor.time(0)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> cursor.id(1)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-12-31T10:00:00Z", "2026-06-10T12:34:00.000001Z", "+10000-01-01T13:59:59Z"})
    void roundTripsTimesOfEvents(String text) {
        var id = UUID.randomUUID();
        var cursor = Cursor.of(Instant.parse(text).toString(), id.toString());

        assertThat(cursor.time(0)).isEqualTo(Instant.parse(text));
        assertThat(cursor.id(1)).isEqualTo(id);
    }

    @Test
    void isPresentOnlyBeforeLastPage() {
        assertThat(Page.of(List.of("a", "b"), 2, Cursor::of).nextCursor()).isNull();
        assertThat(Page.of(List.of("a", "b", "c"), 2, Cursor::of))
                .isEqualTo(new Page<>(List.of("a", "b"), Cursor.of("b").toString()));
    }
}
