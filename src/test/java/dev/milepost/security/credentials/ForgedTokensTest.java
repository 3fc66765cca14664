package dev.milepost.security.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.security.caller.NotAuthenticated;
import dev.milepost.testing.Issuers;
import dev.milepost.testing.Jwt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What attackers send. */
class ForgedTokensTest {

    private static final String UNTRUSTED = "The token is not from a trusted issuer";
    private static final String BADLY_SIGNED = "The signature or a claim of the token is invalid";

    private final TokenFixtures fixtures = TokenVerificationTest.parties();

    @AfterEach
    void close() {
        fixtures.close();
    }

    @Test
    void refusesPluginTokenSignedByAnotherPlugin() throws Exception {
        assertThat(fixtures.refusal(Jwt.plugin("scaffolder").signedBy(fixtures.search)))
                .isEqualTo(UNTRUSTED);

        var stolenName = Issuers.elliptic("scaffolder-1");
        assertThat(fixtures.refusal(Jwt.plugin("scaffolder").signedBy(stolenName)))
                .isEqualTo(BADLY_SIGNED);
    }

    @Test
    void refusesOtherTokenTypesAsPluginToken() throws Exception {
        for (var type : List.of("vnd.backstage.user", "vnd.backstage.limited-user", "JWT", "")) {
            assertThat(fixtures.refusal(
                            Jwt.plugin("scaffolder").header("typ", type).signedBy(fixtures.scaffolder)))
                    .isEqualTo(UNTRUSTED);
        }
        var issued = Jwt.plugin("scaffolder").claim("iss", fixtures.issuers.url() + "/api/auth");
        assertThat(fixtures.refusal(issued.signedBy(fixtures.scaffolder))).isEqualTo(UNTRUSTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil", "scaffolder/../search", "unlisted", "scaffolder%2f..", "", "SCAFFOLDER"})
    void fetchesNoUrlOfToken(String plugin) throws Exception {
        assertThat(fixtures.refusal(Jwt.plugin(plugin).signedBy(fixtures.search)))
                .isEqualTo(UNTRUSTED);

        assertThat(fixtures.issuers.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "jwk", "x5c"})
    void ignoresKeysInToken(String header) throws Exception {
        var own = Issuers.elliptic("scaffolder-1");
        fixtures.issuers.serve("/evil", own);
        var value = header.endsWith("u")
                ? fixtures.issuers.url() + "/evil"
                : header.equals("jwk") ? own.toParams(OutputControlLevel.PUBLIC_ONLY) : List.of("AAAA");

        assertThat(fixtures.refusal(
                        Jwt.plugin("scaffolder").header(header, value).signedBy(own)))
                .isEqualTo(BADLY_SIGNED);

        assertThat(fixtures.issuers.asked()).doesNotContain("/evil");
    }

    @Test
    void refusesUnknownCriticalHeaders() throws Exception {
        var token = Jwt.plugin("scaffolder").header("crit", List.of("b65")).header("b65", true);

        assertThat(fixtures.refusal(token.signedBy(fixtures.scaffolder))).isEqualTo(BADLY_SIGNED);
    }

    @Test
    void refusesUnsignedTokens() throws Exception {
        assertThat(fixtures.refusal(Jwt.plugin("scaffolder").unsigned("scaffolder-1")))
                .isEqualTo(BADLY_SIGNED);
        assertThat(fixtures.refusal(oidc().unsigned("oidc-1"))).isEqualTo(BADLY_SIGNED);
        var signed = oidc().signedBy(fixtures.oidc);
        assertThat(fixtures.refusal(signed.substring(0, signed.lastIndexOf('.') + 1)))
                .isEqualTo(BADLY_SIGNED);
    }

    @Test
    void refusesPublicKeyAsHmacSecret() throws Exception {
        for (var secret : List.of(
                pem(fixtures.oidc),
                fixtures.oidc.getKey().getEncoded(),
                fixtures.oidc.toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8))) {
            assertThat(fixtures.refusal(oidc().signedBy(secret, "oidc-1"))).isEqualTo(BADLY_SIGNED);
        }
    }

    @Test
    void acceptsBackstageTokensByOneAlgorithm() throws Exception {
        fixtures.issuers.serve(Issuers.USERS, fixtures.oidc);

        assertThat(fixtures.refusal(user("user:default/jane").signedBy(fixtures.oidc)))
                .isEqualTo(BADLY_SIGNED);
    }

    @Test
    void refusesEncryptionKeyForSignature() throws Exception {
        var key = Issuers.elliptic("oidc-4");
        key.setUse("enc");
        fixtures.issuers.serve(Issuers.OIDC_KEYS, key);

        assertThat(fixtures.refusal(oidc().signedBy(key))).isEqualTo(UNTRUSTED);
    }

    @Test
    void bindsKeyToItsAlgorithm() throws Exception {
        var key = Issuers.elliptic("oidc-3");
        key.setAlgorithm("ES384");
        fixtures.issuers.serve(Issuers.OIDC_KEYS, key);

        assertThat(fixtures.refusal(oidc().signedBy(key)))
                .isEqualTo("The token is not signed with the algorithm of its key");
    }

    @Test
    void refusesChangedClaims() throws Exception {
        var parts = user("user:default/jim")
                .claim("ent", List.of())
                .signedBy(fixtures.users)
                .split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var changed = claims.replace("jim", "jane").getBytes(StandardCharsets.UTF_8);
        parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

        assertThat(fixtures.refusal(String.join(".", parts))).isEqualTo(BADLY_SIGNED);
    }

    @Test
    void refusesLimitedTokenAlone() throws Exception {
        assertThat(fixtures.refusal(Jwt.limitedUser("user:default/jane").signedBy(fixtures.users)))
                .isEqualTo(UNTRUSTED);
        var disguised = Jwt.limitedUser("user:default/jane").header("typ", "vnd.backstage.user");
        assertThat(fixtures.refusal(disguised.signedBy(fixtures.users))).isEqualTo(UNTRUSTED);
        for (var type : List.of("vnd.backstage.limited-user", "vnd.backstage.plugin", "JWT", "")) {
            var whole = user("user:default/jane").header("typ", type).claim("ent", List.of());
            assertThat(fixtures.refusal(whole.signedBy(fixtures.users))).isEqualTo(UNTRUSTED);
        }
    }

    @Test
    void refusesForgedOnBehalfOfToken() throws Exception {
        var unsigned = Jwt.limitedUser("user:default/jane").signedBy(Issuers.elliptic("users-1"));
        var whole = user("user:default/jane").claim("ent", List.of()).signedBy(fixtures.users);
        var ended = Jwt.limitedUser("user:default/jane").claim("exp", 1).signedBy(fixtures.users);
        for (var obo : List.of(unsigned, whole, ended, "nonsense", "")) {
            assertThat(fixtures.refusal(
                            Jwt.plugin("scaffolder").claim("obo", obo).signedBy(fixtures.scaffolder)))
                    .doesNotStartWith("read: ");
        }
    }

    @Test
    void refusesWrongAudienceAndTimes() throws Exception {
        var soon = Instant.now().plusSeconds(300).getEpochSecond();

        assertThat(fixtures.refusal(
                        Jwt.plugin("scaffolder").claim("aud", "catalog").signedBy(fixtures.scaffolder)))
                .isEqualTo("The token is for another audience");
        assertThat(fixtures.refusal(oidc().without("aud").signedBy(fixtures.oidc)))
                .isEqualTo("The token is for another audience");
        assertThat(fixtures.refusal(oidc().claim("nbf", soon).signedBy(fixtures.oidc)))
                .isEqualTo("The token is not valid yet");
        assertThat(fixtures.refusal(oidc().without("exp").signedBy(fixtures.oidc)))
                .isEqualTo(BADLY_SIGNED);
        assertThat(fixtures.refusal(user("user:default/jane")
                        .claim("ent", List.of())
                        .without("sub")
                        .signedBy(fixtures.users)))
                .isEqualTo(BADLY_SIGNED);
        assertThat(fixtures.refusal(
                        oidc().claim("iss", fixtures.issuers.issuer() + "/").signedBy(fixtures.oidc)))
                .isEqualTo(UNTRUSTED);
        assertThat(fixtures.refusal(oidc().header("typ", "logout+jwt").signedBy(fixtures.oidc)))
                .isEqualTo(UNTRUSTED);
    }

    @Test
    void refusesOversizedAndMalformedTokens() throws Exception {
        var huge = Jwt.plugin("scaffolder").claim("much", "x".repeat(20_000)).signedBy(fixtures.scaffolder);
        assertThat(fixtures.refusal(huge)).isEqualTo("The token is not a signed JSON Web Token");
        assertThat(fixtures.refusal(oidc().signedBy(fixtures.oidc) + ".x"))
                .isEqualTo("The token is not a signed JSON Web Token");
        for (var nonsense : List.of("", "a.b.c", "e30.e30.", "..", "a.b.c.d.e", "W10.W10.x", "%.%.%", "bnVsbA.e30.x")) {
            assertThatThrownBy(() -> fixtures.read(nonsense)).isInstanceOf(NotAuthenticated.class);
        }
        fixtures.issuers.answer(Issuers.OIDC_KEYS, "{\"keys\": [\"%s\"]}".formatted("x".repeat(300 << 10)));
        assertThatThrownBy(() -> fixtures.read(oidc().signedBy(fixtures.oidc))).isInstanceOf(KeysUnreachable.class);
    }

    private Jwt oidc() {
        return Jwt.oidc(fixtures.issuers.issuer(), "orders").claim("realm_access", Map.of("roles", List.of("root")));
    }

    private Jwt user(String ref) {
        return Jwt.user(fixtures.issuers.url(), ref);
    }

    private static byte[] pem(PublicJsonWebKey key) {
        var encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.getKey().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(encoded)
                .getBytes(StandardCharsets.UTF_8);
    }
}
