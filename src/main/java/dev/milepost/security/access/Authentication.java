package dev.milepost.security.access;

import dev.milepost.security.access.BearerIdentities.BearerRequest;
import dev.milepost.security.access.TokenAuthenticator.AuthenticatedCaller;
import dev.milepost.security.caller.NotAuthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Authenticates callers and applies the rate limits. */
@ApplicationScoped
class Authentication {

    private final TokenAuthenticator authenticator;
    private final RateLimit requests;
    private final RateLimit failures;

    Authentication(TokenAuthenticator authenticator, AccessConfig config) {
        this.authenticator = authenticator;
        this.requests = new RateLimit(config.rateLimit().requests(), System::nanoTime);
        this.failures = new RateLimit(config.rateLimit().failures(), System::nanoTime);
    }

    /** Returns a recently authenticated caller from the cache, without I/O. */
    Optional<AuthenticatedCaller> findCached(BearerRequest request) {
        var known = authenticator.findCached(request.token());
        known.ifPresent(caller -> requests.take(caller.rateLimitKey()));
        return known;
    }

    /**
     * Authenticates a token. After too many failures from a network, valid tokens from there are rejected too, unless
     * they were authenticated before.
     */
    AuthenticatedCaller authenticate(BearerRequest request) {
        if (!authenticator.wasAuthenticated(request.token())) {
            failures.check(request.network());
        }
        try {
            var caller = authenticator.authenticate(request.token());
            requests.take(caller.rateLimitKey());
            return caller;
        } catch (NotAuthenticated e) {
            failures.count(request.network());
            throw e;
        }
    }
}
