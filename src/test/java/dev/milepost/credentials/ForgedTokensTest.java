package dev.milepost.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.platform.NotAuthenticated;
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

    private static final String UNTRUSTED = "The token is of nobody who is trusted here";
    private static final String BADLY_SIGNED = "The token is not signed as it must be, or breaks a rule of its kind";

    private final TrustedParties parties = CredentialsTest.parties();

    @AfterEach
    void close() {
        parties.close();
    }

    @Test
    void refusesAPluginsTokenByAnotherPluginsKey() throws Exception {
        assertThat(parties.refusal(Jwt.plugin("scaffolder").signedBy(parties.search)))
                .isEqualTo(UNTRUSTED);

        var stolenName = Issuers.elliptic("scaffolder-1");
        assertThat(parties.refusal(Jwt.plugin("scaffolder").signedBy(stolenName)))
                .isEqualTo(BADLY_SIGNED);
    }

    @Test
    void takesNoTokenOfAnotherKindForAPlugins() throws Exception {
        for (var type : List.of("vnd.backstage.user", "vnd.backstage.limited-user", "JWT", "")) {
            assertThat(parties.refusal(
                            Jwt.plugin("scaffolder").header("typ", type).signedBy(parties.scaffolder)))
                    .isEqualTo(UNTRUSTED);
        }
        var issued = Jwt.plugin("scaffolder").claim("iss", parties.issuers.url() + "/api/auth");
        assertThat(parties.refusal(issued.signedBy(parties.scaffolder))).isEqualTo(UNTRUSTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil", "scaffolder/../search", "unlisted", "scaffolder%2f..", "", "SCAFFOLDER"})
    void asksNoAddressThatATokenMakesUp(String plugin) throws Exception {
        assertThat(parties.refusal(Jwt.plugin(plugin).signedBy(parties.search))).isEqualTo(UNTRUSTED);

        assertThat(parties.issuers.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "jwk", "x5c"})
    void looksAtNoKeyThatATokenBrings(String header) throws Exception {
        var own = Issuers.elliptic("scaffolder-1");
        parties.issuers.serve("/evil", own);
        var value = header.endsWith("u")
                ? parties.issuers.url() + "/evil"
                : header.equals("jwk") ? own.toParams(OutputControlLevel.PUBLIC_ONLY) : List.of("AAAA");

        assertThat(parties.refusal(
                        Jwt.plugin("scaffolder").header(header, value).signedBy(own)))
                .isEqualTo(BADLY_SIGNED);

        assertThat(parties.issuers.asked()).doesNotContain("/evil");
    }

    @Test
    void refusesWhatMustBeUnderstoodAndIsNot() throws Exception {
        var token = Jwt.plugin("scaffolder").header("crit", List.of("b65")).header("b65", true);

        assertThat(parties.refusal(token.signedBy(parties.scaffolder))).isEqualTo(BADLY_SIGNED);
    }

    @Test
    void refusesTokensThatNobodySigned() throws Exception {
        assertThat(parties.refusal(Jwt.plugin("scaffolder").unsigned("scaffolder-1")))
                .isEqualTo(BADLY_SIGNED);
        assertThat(parties.refusal(oidc().unsigned("oidc-1"))).isEqualTo(BADLY_SIGNED);
        var signed = oidc().signedBy(parties.oidc);
        assertThat(parties.refusal(signed.substring(0, signed.lastIndexOf('.') + 1)))
                .isEqualTo(BADLY_SIGNED);
    }

    @Test
    void takesNoPublicKeyForASecret() throws Exception {
        for (var secret : List.of(
                pem(parties.oidc),
                parties.oidc.getKey().getEncoded(),
                parties.oidc.toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8))) {
            assertThat(parties.refusal(oidc().signedBy(secret, "oidc-1"))).isEqualTo(BADLY_SIGNED);
        }
    }

    @Test
    void takesBackstagesTokensByTheirOneAlgorithmAlone() throws Exception {
        parties.issuers.serve(Issuers.USERS, parties.oidc);

        assertThat(parties.refusal(user("user:default/jane").signedBy(parties.oidc)))
                .isEqualTo(BADLY_SIGNED);
    }

    @Test
    void takesNoKeyThatEncryptsForOneThatSigns() throws Exception {
        var key = Issuers.elliptic("oidc-4");
        key.setUse("enc");
        parties.issuers.serve(Issuers.OIDC_KEYS, key);

        assertThat(parties.refusal(oidc().signedBy(key))).isEqualTo(UNTRUSTED);
    }

    @Test
    void takesAKeyForItsOwnAlgorithmAlone() throws Exception {
        var key = Issuers.elliptic("oidc-3");
        key.setAlgorithm("ES384");
        parties.issuers.serve(Issuers.OIDC_KEYS, key);

        assertThat(parties.refusal(oidc().signedBy(key)))
                .isEqualTo("The token is signed otherwise than its key is for");
    }

    @Test
    void refusesAChangedClaim() throws Exception {
        var parts = user("user:default/jim")
                .claim("ent", List.of())
                .signedBy(parties.users)
                .split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var changed = claims.replace("jim", "jane").getBytes(StandardCharsets.UTF_8);
        parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

        assertThat(parties.refusal(String.join(".", parts))).isEqualTo(BADLY_SIGNED);
    }

    @Test
    void refusesALimitedTokenAlone() throws Exception {
        assertThat(parties.refusal(Jwt.limitedUser("user:default/jane").signedBy(parties.users)))
                .isEqualTo(UNTRUSTED);
        var disguised = Jwt.limitedUser("user:default/jane").header("typ", "vnd.backstage.user");
        assertThat(parties.refusal(disguised.signedBy(parties.users))).isEqualTo(UNTRUSTED);
        for (var type : List.of("vnd.backstage.limited-user", "vnd.backstage.plugin", "JWT", "")) {
            var whole = user("user:default/jane").header("typ", type).claim("ent", List.of());
            assertThat(parties.refusal(whole.signedBy(parties.users))).isEqualTo(UNTRUSTED);
        }
    }

    @Test
    void actsForNobodyByAFalseToken() throws Exception {
        var unsigned = Jwt.limitedUser("user:default/jane").signedBy(Issuers.elliptic("users-1"));
        var whole = user("user:default/jane").claim("ent", List.of()).signedBy(parties.users);
        var ended = Jwt.limitedUser("user:default/jane").claim("exp", 1).signedBy(parties.users);
        for (var obo : List.of(unsigned, whole, ended, "nonsense", "")) {
            assertThat(parties.refusal(
                            Jwt.plugin("scaffolder").claim("obo", obo).signedBy(parties.scaffolder)))
                    .doesNotStartWith("read: ");
        }
    }

    @Test
    void refusesOtherAudiencesAndTimes() throws Exception {
        var soon = Instant.now().plusSeconds(300).getEpochSecond();

        assertThat(parties.refusal(
                        Jwt.plugin("scaffolder").claim("aud", "catalog").signedBy(parties.scaffolder)))
                .isEqualTo("The token is for another audience");
        assertThat(parties.refusal(oidc().without("aud").signedBy(parties.oidc)))
                .isEqualTo("The token is for another audience");
        assertThat(parties.refusal(oidc().claim("nbf", soon).signedBy(parties.oidc)))
                .isEqualTo("The token does not hold yet");
        assertThat(parties.refusal(oidc().without("exp").signedBy(parties.oidc)))
                .isEqualTo(BADLY_SIGNED);
        assertThat(parties.refusal(user("user:default/jane")
                        .claim("ent", List.of())
                        .without("sub")
                        .signedBy(parties.users)))
                .isEqualTo(BADLY_SIGNED);
        assertThat(parties.refusal(
                        oidc().claim("iss", parties.issuers.issuer() + "/").signedBy(parties.oidc)))
                .isEqualTo(UNTRUSTED);
        assertThat(parties.refusal(oidc().header("typ", "logout+jwt").signedBy(parties.oidc)))
                .isEqualTo(UNTRUSTED);
    }

    @Test
    void readsNoMoreThanItMust() throws Exception {
        var huge = Jwt.plugin("scaffolder").claim("much", "x".repeat(20_000)).signedBy(parties.scaffolder);
        assertThat(parties.refusal(huge)).isEqualTo("The token is not one that is read here");
        assertThat(parties.refusal(oidc().signedBy(parties.oidc) + ".x"))
                .isEqualTo("The token is not one that is read here");
        for (var nonsense : List.of("", "a.b.c", "e30.e30.", "..", "a.b.c.d.e", "W10.W10.x", "%.%.%", "bnVsbA.e30.x")) {
            assertThatThrownBy(() -> parties.read(nonsense)).isInstanceOf(NotAuthenticated.class);
        }
        parties.issuers.answer(Issuers.OIDC_KEYS, "{\"keys\": [\"%s\"]}".formatted("x".repeat(300 << 10)));
        assertThatThrownBy(() -> parties.read(oidc().signedBy(parties.oidc))).isInstanceOf(KeysUnreachable.class);
    }

    private Jwt oidc() {
        return Jwt.oidc(parties.issuers.issuer(), "orders").claim("realm_access", Map.of("roles", List.of("root")));
    }

    private Jwt user(String ref) {
        return Jwt.user(parties.issuers.url(), ref);
    }

    private static byte[] pem(PublicJsonWebKey key) {
        var encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.getKey().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(encoded)
                .getBytes(StandardCharsets.UTF_8);
    }
}
