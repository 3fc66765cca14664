package dev.milepost.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.credentials.Credentials;
import dev.milepost.platform.Caller;
import dev.milepost.platform.NotAuthenticated;
import dev.milepost.platform.Role;
import dev.milepost.platform.Sql;
import dev.milepost.tokens.ApiToken;
import dev.milepost.tokens.ApiTokens;
import dev.milepost.tokens.TokenSecret;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whose a token is, and remembers it for a moment: of the token itself only its hash. Made at start, so that
 * what is wrong with the configuration is found then.
 */
@Startup
@ApplicationScoped
class Admission {

    /** So long an API token works yet that was revoked. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** So long a proof is believed whose key has been withdrawn. */
    private static final Duration PROVED = Duration.ofMinutes(1);

    /** So long API tokens are believed where the database is away, since events can be taken in without it. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final int REMEMBERED = 20_000;

    private final FirstToken first;
    private final Credentials credentials;
    private final ApiTokens tokens;
    private final Clock clock;
    private final Cache<String, Admitted> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(KEPT).build();

    Admission(AccessConfig config, ApiTokens tokens, Clock clock) {
        this.first = FirstToken.of(config.adminToken());
        this.credentials = Trust.of(config, clock);
        this.tokens = tokens;
        this.clock = clock;
    }

    /** One that was admitted a moment ago. */
    Optional<Admitted> known(String token) {
        return Optional.ofNullable(remembered.getIfPresent(key(token)))
                .filter(admitted -> admitted.freshUntil().isAfter(clock.instant()));
    }

    /** Whether it was admitted within the last hour. */
    boolean remembers(String token) {
        return remembered.getIfPresent(key(token)) != null;
    }

    /**
     * Asks whom it must.
     *
     * @throws NotAuthenticated where the token is nobody's
     */
    Admitted admit(String token) {
        var key = key(token);
        try {
            var admitted = find(token, key, clock.instant());
            remembered.put(key, admitted);
            return admitted;
        } catch (NotAuthenticated e) {
            remembered.invalidate(key);
            throw e;
        }
    }

    private Admitted find(String token, String key, Instant now) {
        if (first.is(token)) {
            var admin = new Caller("admin-token", Set.of(), true);
            return new Admitted(key, admin, EnumSet.allOf(Role.class), now.plus(KEPT), now.plus(KEPT));
        }
        if (token.startsWith(TokenSecret.PREFIX)) {
            return ofThisService(token, key, now);
        }
        var bearer = credentials.read(token);
        var until = earlier(now.plus(PROVED), bearer.expiresAt());
        return new Admitted(key, bearer.caller(), bearer.roles(), until, until);
    }

    private Admitted ofThisService(String token, String key, Instant now) {
        try {
            return tokens.use(token, now)
                    .map(found -> admitted(found, key, now))
                    .orElseThrow(() -> NotAuthenticated.because("The token is not known, has ended or was revoked"));
        } catch (Sql.Failure e) {
            return Optional.ofNullable(remembered.getIfPresent(key))
                    .filter(admitted -> admitted.endsAt().isAfter(now))
                    .map(admitted -> admitted.freshUntil(earlier(clock.instant().plus(FRESH), admitted.endsAt())))
                    .orElseThrow(() -> new TokensUnreachable(e));
        }
    }

    private static Admitted admitted(ApiToken token, String key, Instant now) {
        return new Admitted(
                key,
                token.caller(),
                token.grants(),
                earlier(now.plus(FRESH), token.expiresAt()),
                earlier(now.plus(KEPT), token.expiresAt()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String key(String token) {
        return Base64.getEncoder().encodeToString(TokenSecret.hash(token));
    }
}
