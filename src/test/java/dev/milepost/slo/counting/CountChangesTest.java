package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.Outcome;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountChangesTest {

    /** RFC 3339 knows years up to 9999; what is beyond all windows must not keep the rest from being counted. */
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:01:59.999Z, 1",
        "1969-12-31T23:59:59Z, -1",
        "0000-01-01T00:00:00Z, -1036120320",
        "6053-01-23T02:07:00Z, 2147483647",
        "9999-12-31T23:59:59Z, 2147483647"
    })
    void keepsMinuteResolution(Instant at, int minute) {
        var changes = new CountChanges();

        changes.add(1, new Outcome(Outcome.Kind.BAD, at, ""), 1);

        assertThat(changes.all())
                .singleElement()
                .satisfies(change -> assertThat(change.cell().minute()).isEqualTo(minute));
    }
}
