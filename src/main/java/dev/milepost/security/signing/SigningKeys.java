package dev.milepost.security.signing;

import dev.milepost.platform.sql.DeletionClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
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

    private final SigningKeyRepository published;
    private final Clock clock;
    private final DeletionClock deletion;
    private @Nullable Own own;

    SigningKeys(SigningKeyRepository published, Clock clock, DeletionClock deletion) {
        this.published = published;
        this.clock = clock;
        this.deletion = deletion;
    }

    private record Own(EllipticCurveJsonWebKey key, Instant until) {}

    /**
     * The current signing key. Its public key is committed before first use, independent of the current transaction.
     */
    synchronized EllipticCurveJsonWebKey current() {
        var now = clock.instant();
        if (own == null || !own.until().isAfter(now)) {
            var next = make();
            publish(next, now);
            own = new Own(next, now.plus(SIGNING_PERIOD));
            deletion.now().ifPresent(published::deleteExpired);
        }
        return own.key();
    }

    /** The public keys of all replicas that can verify unexpired tokens, as JSON Web Keys. */
    List<Map<String, Object>> publicKeys() {
        return published.findValid(clock.instant());
    }

    private void publish(EllipticCurveJsonWebKey key, Instant now) {
        var expiresAt = now.plus(SIGNING_PERIOD).plus(SIGNATURE_VALIDITY).plus(CLOCK_SKEW);
        published.add(SigningKeyEntity.of(key, now, expiresAt));
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
