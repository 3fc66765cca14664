package dev.milepost.security.access;

import static dev.milepost.testing.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.tokens.ApiTokens;
import dev.milepost.testing.MovedClock;
import dev.milepost.testing.Outages;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long API tokens are believed whose database is away. */
@QuarkusTest
@Tag("service")
class TokenAuthenticatorTest {

    /** A lookup waits for a connection for five seconds. */
    private static final Duration SHORTER_THAN_TWO_LOOKUPS = Duration.ofSeconds(9);

    @Inject
    AccessConfig config;

    @Inject
    ApiTokens tokens;

    private final MovedClock clock = new MovedClock();

    @Test
    void cachesTokenForAnHourDuringDatabaseOutage() {
        var authenticator = new TokenAuthenticator(config, tokens, clock);
        var secret = secret();
        var unheard = secret();
        authenticator.authenticate(secret);

        Outages.ofPostgres(() -> {
            for (int minutes = 0; minutes < 59; minutes += 20) {
                clock.pass(Duration.ofMinutes(minutes == 0 ? 1 : 20));
                assertThat(authenticator.findCached(secret)).isEmpty();
                assertThat(authenticator.authenticate(secret).caller().name()).startsWith("token:away-");
                assertThat(authenticator.findCached(secret)).isPresent();
            }
            assertProblem(ProblemType.TOKENS_UNREACHABLE, () -> authenticator.authenticate(unheard));
            assertTimeout(SHORTER_THAN_TWO_LOOKUPS, () -> {
                for (int i = 0; i < 20; i++) {
                    assertProblem(ProblemType.TOKENS_UNREACHABLE, () -> authenticator.authenticate(unheard));
                }
            });
            clock.passAfterNextLook(Duration.ofSeconds(6));
            authenticator.authenticate(secret);
            assertThat(authenticator.findCached(secret)).isPresent();

            clock.pass(Duration.ofMinutes(20));
            assertProblem(ProblemType.TOKENS_UNREACHABLE, () -> authenticator.authenticate(secret));
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
