package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookSecretsTest {

    /** By a secret without a character everybody could sign. */
    @Test
    void treatsEmptyAsNoSecret() {
        assertThat(WebhookSecrets.of(Optional.empty())).isEmpty();
        assertThat(WebhookSecrets.of(Optional.of(List.of("", " ", "\n")))).isEmpty();
    }

    @Test
    void stripsEndOfLine() {
        assertThat(WebhookSecrets.of(Optional.of(List.of("of-old\n", " of-new"))))
                .containsExactly("of-old", "of-new");
    }
}
