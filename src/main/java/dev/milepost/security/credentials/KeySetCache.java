package dev.milepost.security.credentials;

import dev.milepost.security.credentials.BoundedHttpFetch.Unreachable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Caches the keys of one issuer. An unknown key id triggers a fetch, at most once per {@link #MIN_REFRESH_INTERVAL},
 * however many tokens have unknown key ids. While the issuer is unreachable, cached keys remain valid for {@link
 * #KEEP_FOR}.
 */
final class KeySetCache {

    private static final Logger LOG = Logger.getLogger(KeySetCache.class);

    static final Duration REFRESH_AFTER = Duration.ofMinutes(10);
    static final Duration KEEP_FOR = Duration.ofHours(1);
    static final Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(5);

    private final KeySource source;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Known cached = new Known(Map.of(), Instant.MIN, Instant.MIN);

    KeySetCache(KeySource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** @param triedAt when the last fetch succeeded or failed */
    private record Known(Map<String, PublicJsonWebKey> keys, Instant fetchedAt, Instant triedAt) {

        boolean within(Duration age, Instant now) {
            return !fetchedAt.equals(Instant.MIN) && fetchedAt.plus(age).isAfter(now);
        }

        boolean isWithinPause(Instant now) {
            return !triedAt.equals(Instant.MIN)
                    && triedAt.plus(MIN_REFRESH_INTERVAL).isAfter(now);
        }

        /** Whether the last fetch failed. */
        boolean isIssuerDown() {
            return !triedAt.equals(fetchedAt);
        }
    }

    /** @throws KeysUnreachable if the issuer is unreachable and the cache cannot decide */
    Optional<PublicJsonWebKey> find(String keyId) {
        var last = cached;
        var key = last.keys().get(keyId);
        if (key != null && last.within(REFRESH_AFTER, clock.instant())) {
            return Optional.of(key);
        }
        // Does not wait for another thread's fetch if there is a cached key or the issuer is down.
        if (key == null && !last.isIssuerDown()) {
            fetching.lock();
        } else if (!fetching.tryLock()) {
            return kept(keyId);
        }
        try {
            fetch();
        } finally {
            fetching.unlock();
        }
        return kept(keyId);
    }

    private Optional<PublicJsonWebKey> kept(String keyId) {
        var last = cached;
        var key = Optional.ofNullable(last.keys().get(keyId));
        if (!last.within(KEEP_FOR, clock.instant()) || key.isEmpty() && last.isIssuerDown()) {
            throw new KeysUnreachable();
        }
        return key;
    }

    private void fetch() {
        if (cached.isWithinPause(clock.instant())) {
            return;
        }
        try {
            var keys = read();
            var now = clock.instant();
            cached = new Known(keys, now, now);
        } catch (Unreachable e) {
            LOG.warnf("Keys could not be fetched: %s", e.getMessage());
            cached = new Known(cached.keys(), cached.fetchedAt(), clock.instant());
        }
    }

    private Map<String, PublicJsonWebKey> read() throws Unreachable {
        var keys = new HashMap<String, PublicJsonWebKey>();
        for (var each : source.fetch().path("keys")) {
            try {
                if (JsonWebKey.Factory.newJwk(each.toString()) instanceof PublicJsonWebKey key && signs(key)) {
                    keys.put(key.getKeyId(), key);
                }
            } catch (JoseException | RuntimeException e) {
                LOG.debugf("A key of an unsupported type was ignored: %s", e.getMessage());
            }
        }
        return Map.copyOf(keys);
    }

    private static boolean signs(PublicJsonWebKey key) {
        return key.getKeyId() != null && (key.getUse() == null || key.getUse().equals("sig"));
    }
}
