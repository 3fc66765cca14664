package dev.milepost.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.vendors.WebhookProvider;
import dev.milepost.events.vendors.WebhookProvider.SignatureScheme;
import dev.milepost.events.vendors.WebhookProvider.TranslationResult;
import dev.milepost.events.vendors.WebhookProvider.WebhookDelivery;
import dev.milepost.platform.http.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is refused before a delivery is read. */
class WebhookProvidersTest {

    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");

    private final WebhookProviders providers =
            new WebhookProviders(List.of(new Sender("open", List.of()), new Sender("known", List.of("x"))));

    @Test
    void findsConfiguredProviders() {
        assertThat(providers.find("known").name()).isEqualTo("known");
    }

    @Test
    void refusesDeliveriesWithoutSecret() {
        assertThatThrownBy(() -> providers.find("open")).isInstanceOfSatisfying(ProblemException.class, fault -> {
            assertThat(fault.status()).isEqualTo(503);
            assertThat(fault).hasMessageContaining("milepost.webhooks.open.secrets");
        });
    }

    @Test
    void answers404ForUnknownProvider() {
        assertThatThrownBy(() -> providers.find("unheard-of")).isInstanceOfSatisfying(ProblemException.class, fault -> {
            assertThat(fault.status()).isEqualTo(404);
            assertThat(fault).hasMessageContaining("known, open");
        });
    }

    @Test
    void refusesDeliveriesBeforeReplayWindow() {
        var window = new ReplayWindow(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(7));

        window.requireRecent(NOW.minus(Duration.ofDays(7)));
        window.requireRecent(NOW.plusSeconds(60));
        assertThatThrownBy(
                        () -> window.requireRecent(NOW.minus(Duration.ofDays(7)).minusMillis(1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        fault -> assertThat(fault.status()).isEqualTo(401));
    }

    private record Sender(String name, List<String> secrets) implements WebhookProvider {

        @Override
        public SignatureScheme scheme() {
            return new SignatureScheme("X-Signature", "", 1);
        }

        @Override
        public WebhookDelivery read(Function<String, @Nullable String> header, JsonNode payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Instant> signedAt(WebhookDelivery delivery) {
            return Optional.empty();
        }

        @Override
        public TranslationResult translate(WebhookDelivery delivery) {
            throw new UnsupportedOperationException();
        }
    }
}
