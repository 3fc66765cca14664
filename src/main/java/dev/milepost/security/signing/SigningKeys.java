package dev.milepost.security.signing;

import dev.milepost.platform.sql.DeletionClock;
import dev.milepost.platform.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys of this service. Each replica creates its own key and keeps the private key in memory only. The
 * public keys of all replicas are in the database, so each replica serves all of them.
 */
@ApplicationScoped
class SigningKeys {

    /** How long a key is used to sign. */
    static final Duration SIGNING_PERIOD = Duration.ofHours(1);

    /** How long a signed token is valid. */
    static final Duration SIGNATURE_VALIDITY = Duration.ofHours(1);

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Sql sql;
    private final Clock clock;
    private final DeletionClock deletion;
    private @Nullable Own own;

    SigningKeys(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        this.deletion = new DeletionClock(sql, clock);
    }

    private record Own(EllipticCurveJsonWebKey key, Instant until) {}

    /**
     * The current signing key. Its public key is committed before first use, independent of the current transaction.
     */
    synchronized EllipticCurveJsonWebKey current() {
        var now = clock.instant();
        if (own == null || !own.until().isAfter(now)) {
            var next = make();
            QuarkusTransaction.requiringNew().run(() -> publish(next, now));
            own = new Own(next, now.plus(SIGNING_PERIOD));
            deletion.now().ifPresent(this::forget);
        }
        return own.key();
    }

    /** The public keys of all replicas that can verify unexpired tokens, as JSON Web Keys. */
    List<String> publicKeys() {
        return sql.query(
                "select jwk::text as jwk from signing_key where expires_at > ? order by created_at, id",
                row -> row.getString("jwk"),
                clock.instant());
    }

    private void forget(Instant ended) {
        QuarkusTransaction.requiringNew().run(() -> sql.update("delete from signing_key where expires_at <= ?", ended));
    }

    private void publish(EllipticCurveJsonWebKey key, Instant now) {
        sql.update(
                "insert into signing_key (id, jwk, created_at, expires_at) values (?, ?::jsonb, ?, ?)",
                key.getKeyId(),
                key.toJson(OutputControlLevel.PUBLIC_ONLY),
                now,
                now.plus(SIGNING_PERIOD).plus(SIGNATURE_VALIDITY).plus(CLOCK_SKEW));
    }

    private static EllipticCurveJsonWebKey make() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(UUID.randomUUID().toString());
            key.setAlgorithm("ES256");
            key.setUse("sig");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }
}
