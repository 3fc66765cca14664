package dev.milepost.events.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.milepost.events.log.BatchTooSlow;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureClassifierTest {

    /** An event that fails in the same way each time is quarantined. Anything else is tried again for ever. */
    @ParameterizedTest
    @CsvSource({
        "21000, true",
        "22P05, true",
        "23505, true",
        "54000, true",
        "40001, false",
        "57P01, false",
        "08006, false"
    })
    void classifiesFailuresOfTheDatabase(String state, boolean permanent) {
        assertThat(FailureClassifier.isPermanent(new IllegalStateException(new SQLException("failed", state))))
                .isEqualTo(permanent);
    }

    @Test
    void recognizesABatchThatIsTooSlow() {
        var failure = new IllegalStateException(new BatchTooSlow(new IllegalStateException("20 objectives")));

        assertThat(FailureClassifier.isTooSlow(failure)).isTrue();
        assertThat(FailureClassifier.isPermanent(failure)).isFalse();
        assertThat(FailureClassifier.isTooSlow(new IllegalStateException(new SQLException("failed", "08006"))))
                .isFalse();
    }

    @Test
    void takesUnwritableJsonForPermanent() {
        assertThat(FailureClassifier.isPermanent(new RuntimeException(new StreamConstraintsException("too deep"))))
                .isTrue();
        assertThat(FailureClassifier.isPermanent(new IllegalStateException("The producer is closed")))
                .isFalse();
    }
}
