package dev.milepost.security.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.testing.Issuers;
import dev.milepost.testing.Jwt;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When issuers are asked for their keys, and what is believed of tokens meanwhile. */
class IssuerKeysTest {

    private static final String UNTRUSTED = "The token is not from a trusted issuer";

    private final TokenFixtures fixtures = TokenVerificationTest.parties();

    @AfterEach
    void close() {
        fixtures.close();
    }

    @Test
    void fetchesOnceForUnknownKeyIds() throws Exception {
        fixtures.read(oidc().signedBy(fixtures.oidc));
        var asked = fixtures.issuers.asked().size();
        var key = Issuers.elliptic("made-up");
        fixtures.pass(KeySetCache.MIN_REFRESH_INTERVAL);

        for (int n = 0; n < 200; n++) {
            key.setKeyId("made-up-" + n);
            assertThat(fixtures.refusal(oidc().signedBy(key))).isEqualTo(UNTRUSTED);
        }

        assertThat(fixtures.issuers.asked().size() - asked).isBetween(1, 2 * 2);
    }

    @Test
    void refreshesRotatedKeysAfterPause() throws Exception {
        fixtures.read(oidc().signedBy(fixtures.oidc));
        var next = fixtures.issuers.serve(Issuers.OIDC_KEYS, Issuers.elliptic("oidc-2"));
        assertThat(fixtures.refusal(oidc().signedBy(next))).isEqualTo(UNTRUSTED);

        fixtures.pass(KeySetCache.MIN_REFRESH_INTERVAL);

        assertThat(fixtures.refusal(oidc().signedBy(next))).startsWith("read: ");
        assertThat(fixtures.refusal(oidc().signedBy(fixtures.oidc))).isEqualTo(UNTRUSTED);
    }

    @Test
    void keepsKeysDuringIssuerOutage() throws Exception {
        var token = oidc().claim("exp", Instant.now().plusSeconds(90_000).getEpochSecond())
                .signedBy(fixtures.oidc);
        fixtures.read(token);
        fixtures.issuers.answerWith(500);

        fixtures.pass(KeySetCache.KEEP_FOR.minusSeconds(60));
        assertThat(fixtures.refusal(token)).startsWith("read: ");

        fixtures.pass(Duration.ofSeconds(60));
        assertThatThrownBy(() -> fixtures.read(token)).isInstanceOf(KeysUnreachable.class);
    }

    /** A key that nobody here has seen may be a new one, so while its issuer is away nobody can say that it is false. */
    @Test
    void answersUnavailableForUnknownKeyDuringOutage() throws Exception {
        fixtures.read(oidc().signedBy(fixtures.oidc));
        var token = oidc().signedBy(Issuers.elliptic("oidc-2"));
        fixtures.issuers.answerWith(500);
        fixtures.pass(KeySetCache.MIN_REFRESH_INTERVAL);

        assertThatThrownBy(() -> fixtures.read(token)).isInstanceOf(KeysUnreachable.class);
        assertThat(fixtures.refusal(oidc().signedBy(fixtures.oidc))).startsWith("read: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"jwks_uri\": \"\"",
                ", \"jwks_uri\": \"file:///etc/passwd\"",
                ", \"jwks_uri\": \"http://[\""
            })
    void refusesDiscoveryWithoutUsableUrl(String member) throws Exception {
        fixtures.issuers.answer(
                "/oidc/.well-known/openid-configuration",
                "{\"issuer\": \"%s\"%s}".formatted(fixtures.issuers.issuer(), member));

        assertThatThrownBy(() -> fixtures.read(oidc().signedBy(fixtures.oidc))).isInstanceOf(KeysUnreachable.class);
    }

    @Test
    void refusesDiscoveryOfAnotherIssuer() throws Exception {
        fixtures.issuers.answer(
                "/oidc/.well-known/openid-configuration",
                "{\"issuer\": \"https://other.example.com\", \"jwks_uri\": \"%s\"}"
                        .formatted(fixtures.issuers.url() + Issuers.OIDC_KEYS));

        assertThatThrownBy(() -> fixtures.read(oidc().signedBy(fixtures.oidc))).isInstanceOf(KeysUnreachable.class);
    }

    private Jwt oidc() {
        return Jwt.oidc(fixtures.issuers.issuer(), "orders").claim("realm_access", Map.of("roles", "root"));
    }
}
