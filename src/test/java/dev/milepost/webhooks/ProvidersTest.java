package dev.milepost.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.ProblemException;
import dev.milepost.vendors.Delivery;
import dev.milepost.vendors.Provider;
import dev.milepost.vendors.Scheme;
import dev.milepost.vendors.Told;
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
class ProvidersTest {

    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");

    private final Providers providers =
            new Providers(List.of(new Sender("open", List.of()), new Sender("known", List.of("x"))));

    @Test
    void findsWhatHasASecret() {
        assertThat(providers.find("known").name()).isEqualTo("known");
    }

    @Test
    void believesNobodyWhileThereIsNoSecret() {
        assertThatThrownBy(() -> providers.find("open")).isInstanceOfSatisfying(ProblemException.class, fault -> {
            assertThat(fault.status()).isEqualTo(503);
            assertThat(fault).hasMessageContaining("milepost.webhooks.open.secrets");
        });
    }

    @Test
    void knowsNoOthers() {
        assertThatThrownBy(() -> providers.find("unheard-of")).isInstanceOfSatisfying(ProblemException.class, fault -> {
            assertThat(fault.status()).isEqualTo(404);
            assertThat(fault).hasMessageContaining("known, open");
        });
    }

    @Test
    void takesNothingFromBeforeTheReplayWindow() {
        var window = new ReplayWindow(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(7));

        window.require(NOW.minus(Duration.ofDays(7)));
        window.require(NOW.plusSeconds(60));
        assertThatThrownBy(() -> window.require(NOW.minus(Duration.ofDays(7)).minusMillis(1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        fault -> assertThat(fault.status()).isEqualTo(401));
    }

    private record Sender(String name, List<String> secrets) implements Provider {

        @Override
        public Scheme scheme() {
            return new Scheme("X-Signature", "", 1);
        }

        @Override
        public Delivery read(Function<String, @Nullable String> header, JsonNode payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Instant> signedAt(Delivery delivery) {
            return Optional.empty();
        }

        @Override
        public Told translate(Delivery delivery) {
            throw new UnsupportedOperationException();
        }
    }
}
