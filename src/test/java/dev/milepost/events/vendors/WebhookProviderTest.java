package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookProviderTest {

    /** By a secret without a character everybody could sign. */
    @Test
    void treatsEmptyAsNoSecret() {
        assertThat(WebhookProvider.normalised(Optional.empty())).isEmpty();
        assertThat(WebhookProvider.normalised(Optional.of(List.of("", " ", "\n"))))
                .isEmpty();
    }

    @Test
    void stripsEndOfLine() {
        assertThat(WebhookProvider.normalised(Optional.of(List.of("of-old\n", " of-new"))))
                .containsExactly("of-old", "of-new");
    }
}
