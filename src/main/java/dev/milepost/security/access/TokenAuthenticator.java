package dev.milepost.security.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.NotAuthenticated;
import dev.milepost.security.caller.Role;
import dev.milepost.security.credentials.TokenVerification;
import dev.milepost.security.tokens.ApiToken;
import dev.milepost.security.tokens.ApiTokens;
import dev.milepost.security.tokens.TokenSecret;
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
 * Authenticates tokens and caches the results by the token's hash. Created at startup, so that configuration errors are
 * reported then.
 */
@Startup
@ApplicationScoped
class TokenAuthenticator {

    /** How long a revoked API token may still be accepted. */
    private static final Duration API_TOKEN_TTL = Duration.ofSeconds(5);

    /** How long a verified token may still be accepted after its key was withdrawn. */
    private static final Duration SIGNED_TOKEN_TTL = Duration.ofMinutes(1);

    /** How long API tokens are accepted while the database is down, since the intake works without it. */
    private static final Duration OUTAGE_TTL = Duration.ofHours(1);

    private static final int CACHE_SIZE = 20_000;

    private final BootstrapToken bootstrapToken;
    private final TokenVerification verification;
    private final ApiTokens tokens;
    private final TokenLookups lookups = new TokenLookups(System::nanoTime);
    private final Clock clock;
    private final Cache<String, AuthenticatedCaller> cache = Caffeine.newBuilder()
            .maximumSize(CACHE_SIZE)
            .expireAfterWrite(OUTAGE_TTL)
            .build();

    TokenAuthenticator(AccessConfig config, ApiTokens tokens, Clock clock) {
        this.bootstrapToken = BootstrapToken.of(config.adminToken());
        this.verification = TokenVerificationFactory.of(config, clock);
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * A caller with a valid token.
     *
     * @param rateLimitKey the key of its rate limit; a hash, from which the token cannot be derived
     * @param freshUntil until when the result is used without verifying the token again
     * @param staleUntil until when the result is used if the token cannot be verified again
     */
    record AuthenticatedCaller(
            String rateLimitKey, Caller caller, Set<Role> roles, Instant freshUntil, Instant staleUntil) {

        AuthenticatedCaller {
            roles = Set.copyOf(roles);
        }

        /** The same caller with a later {@code freshUntil}, after a failed lookup. {@code staleUntil} does not change. */
        AuthenticatedCaller freshUntil(Instant moment) {
            return new AuthenticatedCaller(rateLimitKey, caller, roles, moment, staleUntil);
        }
    }

    /** Returns a caller whose cached result is fresh. */
    Optional<AuthenticatedCaller> findCached(String token) {
        return Optional.ofNullable(cache.getIfPresent(key(token)))
                .filter(caller -> caller.freshUntil().isAfter(clock.instant()));
    }

    /** Whether the token was authenticated within the last hour. */
    boolean wasAuthenticated(String token) {
        return cache.getIfPresent(key(token)) != null;
    }

    /**
     * Authenticates a token with the admin token, the database or the issuers.
     *
     * @throws NotAuthenticated if the token is invalid
     */
    AuthenticatedCaller authenticate(String token) {
        var key = key(token);
        try {
            var caller = find(token, key, clock.instant());
            cache.put(key, caller);
            return caller;
        } catch (NotAuthenticated e) {
            cache.invalidate(key);
            throw e;
        }
    }

    private AuthenticatedCaller find(String token, String key, Instant now) {
        if (bootstrapToken.matches(token)) {
            var admin = new Caller("admin-token", Set.of(), true);
            return new AuthenticatedCaller(
                    key, admin, EnumSet.allOf(Role.class), now.plus(OUTAGE_TTL), now.plus(OUTAGE_TTL));
        }
        if (token.startsWith(TokenSecret.PREFIX)) {
            return findApiToken(token, key, now);
        }
        var bearer = verification.verify(token);
        var until = earlier(now.plus(SIGNED_TOKEN_TTL), bearer.expiresAt());
        return new AuthenticatedCaller(key, bearer.caller(), bearer.roles(), until, until);
    }

    private AuthenticatedCaller findApiToken(String token, String key, Instant now) {
        try {
            return lookups.run(() -> tokens.authenticate(token, now))
                    .map(found -> admitted(found, key, now))
                    .orElseThrow(() -> NotAuthenticated.because("The token is unknown, expired or revoked"));
        } catch (TokenLookups.Unavailable e) {
            return Optional.ofNullable(cache.getIfPresent(key))
                    .filter(caller -> caller.staleUntil().isAfter(now))
                    .map(caller -> caller.freshUntil(earlier(clock.instant().plus(API_TOKEN_TTL), caller.staleUntil())))
                    .orElseThrow(() -> unreachable(e));
        }
    }

    private static ProblemException unreachable(TokenLookups.Unavailable cause) {
        return ProblemException.of(
                        ProblemType.TOKENS_UNREACHABLE, "The database is unavailable. Send the request again later.")
                .retryAfter(Duration.ofSeconds(5))
                .causedBy(cause);
    }

    private static AuthenticatedCaller admitted(ApiToken token, String key, Instant now) {
        return new AuthenticatedCaller(
                key,
                token.caller(),
                token.effectiveRoles(),
                earlier(now.plus(API_TOKEN_TTL), token.expiresAt()),
                earlier(now.plus(OUTAGE_TTL), token.expiresAt()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String key(String token) {
        return Base64.getEncoder().encodeToString(TokenSecret.hash(token));
    }
}
