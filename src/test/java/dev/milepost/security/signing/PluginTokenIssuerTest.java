package dev.milepost.security.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.sql.DeletionClock;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Contract;
import dev.milepost.testing.MovedClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class PluginTokenIssuerTest {

    @Inject
    PluginTokenIssuer issuer;

    @Inject
    SigningKeyRepository published;

    @Inject
    DeletionClock deletion;

    @Inject
    Sql sql;

    @Test
    void signsCallsVerifiableByServedKeys() throws Exception {
        var claims = prove(issuer.authorization("catalog"));

        assertThat(claims.getSubject()).isEqualTo("milepost");
        assertThat(claims.hasClaim("iss")).isFalse();
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(3_600);
    }

    @Test
    void servesKeysOfAllReplicasUntilExpiry() throws Exception {
        var other = new PluginTokenIssuer(keys(Clock.systemUTC()), Clock.systemUTC());
        var signed = other.authorization("catalog");
        var later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61));
        var next = keys(later);

        assertThat(next.current().getKeyId()).isNotEqualTo(keyOf(signed));
        assertThat(next.publicKeys()).extracting(key -> key.get("kid")).contains(keyOf(signed));
        prove(signed);

        var end = Clock.offset(Clock.systemUTC(), Duration.ofHours(3));
        assertThat(keys(end).publicKeys()).extracting(key -> key.get("kid")).doesNotContain(keyOf(signed));
    }

    @Test
    void rotatesKeyAfterAnHour() {
        var clock = new MovedClock();
        var keys = keys(clock);
        var first = keys.current().getKeyId();

        clock.pass(Duration.ofMinutes(59));
        assertThat(keys.current().getKeyId()).isEqualTo(first);
        clock.pass(Duration.ofMinutes(1));
        assertThat(keys.current().getKeyId()).isNotEqualTo(first);
    }

    @Test
    void servesKeyUsedInRolledBackTransaction() throws Exception {
        var other = new PluginTokenIssuer(keys(Clock.systemUTC()), Clock.systemUTC());

        QuarkusTransaction.begin();
        var signed = other.authorization("catalog");
        QuarkusTransaction.rollback();

        prove(signed);
        prove(other.authorization("catalog"));
    }

    @Test
    void storesNoPrivateKey() {
        issuer.authorization("catalog");

        assertThat(sql.query("select jwk::text as jwk from signing_key", row -> row.getString("jwk")))
                .isNotEmpty()
                .noneMatch(key -> key.contains("\"d\""));
        assertThat(keySet()).doesNotContain("\"d\"");
    }

    /** The keys of another replica. */
    private SigningKeys keys(Clock clock) {
        return new SigningKeys(published, clock, deletion);
    }

    private static JwtClaims prove(String header) throws Exception {
        var keys = new JsonWebKeySet(keySet());
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setExpectedAudience("catalog")
                .setExpectedType(true, "vnd.backstage.plugin")
                .setRequireExpirationTime()
                .build()
                .processToClaims(header.substring("Bearer ".length()));
    }

    private static String keyOf(String header) {
        var part = header.substring("Bearer ".length(), header.indexOf('.'));
        var json = new String(java.util.Base64.getUrlDecoder().decode(part), java.nio.charset.StandardCharsets.UTF_8);
        return json.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    }

    private static String keySet() {
        return given().filter(Contract.FILTER)
                .get("/api/.backstage/auth/v1/jwks.json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
