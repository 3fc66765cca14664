package dev.milepost.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.testing.MovedClock;
import dev.milepost.testing.Outages;
import dev.milepost.tokens.ApiTokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long API tokens are believed whose database is away. */
@QuarkusTest
@Tag("service")
class AdmissionTest {

    @Inject
    AccessConfig config;

    @Inject
    ApiTokens tokens;

    private final MovedClock clock = new MovedClock();

    @Test
    void believesATokenForAnHourWithoutTheDatabaseHoweverOftenItComes() {
        var admission = new Admission(config, tokens, clock);
        var secret = secret();
        var unheard = secret();
        admission.admit(secret);

        Outages.ofPostgres(() -> {
            for (int minutes = 0; minutes < 59; minutes += 20) {
                clock.pass(Duration.ofMinutes(minutes == 0 ? 1 : 20));
                assertThat(admission.known(secret)).isEmpty();
                assertThat(admission.admit(secret).caller().name()).startsWith("token:away-");
                assertThat(admission.known(secret)).isPresent();
            }
            assertThatThrownBy(() -> admission.admit(unheard)).isInstanceOf(TokensUnreachable.class);
            clock.passAfterNextLook(Duration.ofSeconds(6));
            admission.admit(secret);
            assertThat(admission.known(secret)).isPresent();

            clock.pass(Duration.ofMinutes(20));
            assertThatThrownBy(() -> admission.admit(secret)).isInstanceOf(TokensUnreachable.class);
        });
    }

    private static String secret() {
        return given().contentType("application/json")
                .body("{\"name\": \"away-%s\", \"roles\": [\"emitter\"]}".formatted(UUID.randomUUID()))
                .post("/api/v1/access/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }
}
