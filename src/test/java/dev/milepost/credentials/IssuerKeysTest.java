package dev.milepost.credentials;

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

    private static final String UNTRUSTED = "The token is of nobody who is trusted here";

    private final TrustedParties parties = CredentialsTest.parties();

    @AfterEach
    void close() {
        parties.close();
    }

    @Test
    void asksOnceHoweverManyKeysAreMadeUp() throws Exception {
        parties.read(oidc().signedBy(parties.oidc));
        var asked = parties.issuers.asked().size();
        var key = Issuers.elliptic("made-up");
        parties.pass(KeySet.PAUSE);

        for (int n = 0; n < 200; n++) {
            key.setKeyId("made-up-" + n);
            assertThat(parties.refusal(oidc().signedBy(key))).isEqualTo(UNTRUSTED);
        }

        assertThat(parties.issuers.asked().size() - asked).isBetween(1, 2 * 2);
    }

    @Test
    void findsANewKeyAfterAPauseAndForgetsAnOldOne() throws Exception {
        parties.read(oidc().signedBy(parties.oidc));
        var next = parties.issuers.serve(Issuers.OIDC_KEYS, Issuers.elliptic("oidc-2"));
        assertThat(parties.refusal(oidc().signedBy(next))).isEqualTo(UNTRUSTED);

        parties.pass(KeySet.PAUSE);

        assertThat(parties.refusal(oidc().signedBy(next))).startsWith("read: ");
        assertThat(parties.refusal(oidc().signedBy(parties.oidc))).isEqualTo(UNTRUSTED);
    }

    @Test
    void believesAnIssuerThatIsAwayForAWhile() throws Exception {
        var token = oidc().claim("exp", Instant.now().plusSeconds(90_000).getEpochSecond())
                .signedBy(parties.oidc);
        parties.read(token);
        parties.issuers.answerWith(500);

        parties.pass(KeySet.KEPT.minusSeconds(60));
        assertThat(parties.refusal(token)).startsWith("read: ");

        parties.pass(Duration.ofSeconds(60));
        assertThatThrownBy(() -> parties.read(token)).isInstanceOf(KeysUnreachable.class);
    }

    /** A key that nobody here has seen may be a new one, so while its issuer is away nobody can say that it is false. */
    @Test
    void doesNotRefuseANewKeyWhileItsIssuerIsAway() throws Exception {
        parties.read(oidc().signedBy(parties.oidc));
        var token = oidc().signedBy(Issuers.elliptic("oidc-2"));
        parties.issuers.answerWith(500);
        parties.pass(KeySet.PAUSE);

        assertThatThrownBy(() -> parties.read(token)).isInstanceOf(KeysUnreachable.class);
        assertThat(parties.refusal(oidc().signedBy(parties.oidc))).startsWith("read: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"jwks_uri\": \"\"",
                ", \"jwks_uri\": \"file:///etc/passwd\"",
                ", \"jwks_uri\": \"http://[\""
            })
    void believesNoDiscoveryThatNamesNoAddress(String member) throws Exception {
        parties.issuers.answer(
                "/oidc/.well-known/openid-configuration",
                "{\"issuer\": \"%s\"%s}".formatted(parties.issuers.issuer(), member));

        assertThatThrownBy(() -> parties.read(oidc().signedBy(parties.oidc))).isInstanceOf(KeysUnreachable.class);
    }

    @Test
    void believesNoDiscoveryOfAnotherIssuer() throws Exception {
        parties.issuers.answer(
                "/oidc/.well-known/openid-configuration",
                "{\"issuer\": \"https://other.example.com\", \"jwks_uri\": \"%s\"}"
                        .formatted(parties.issuers.url() + Issuers.OIDC_KEYS));

        assertThatThrownBy(() -> parties.read(oidc().signedBy(parties.oidc))).isInstanceOf(KeysUnreachable.class);
    }

    private Jwt oidc() {
        return Jwt.oidc(parties.issuers.issuer(), "orders").claim("realm_access", Map.of("roles", "root"));
    }
}
