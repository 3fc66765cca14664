package dev.milepost.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsTest {

    /** By a secret without a character everybody could sign. */
    @Test
    void takesNothingForNoSecret() {
        assertThat(Secrets.of(Optional.empty())).isEmpty();
        assertThat(Secrets.of(Optional.of(List.of("", " ", "\n")))).isEmpty();
    }

    @Test
    void leavesOutTheEndOfALine() {
        assertThat(Secrets.of(Optional.of(List.of("of-old\n", " of-new")))).containsExactly("of-old", "of-new");
    }
}
