package dev.milepost.security.access;

import dev.milepost.security.caller.NotAuthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Lets callers in, as often as they may come. */
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

    /** Without asking anybody: one that was let in a moment ago. */
    Optional<AuthenticatedCaller> findCached(BearerRequest request) {
        var known = authenticator.findCached(request.token());
        known.ifPresent(caller -> requests.take(caller.rateLimitKey()));
        return known;
    }

    /** Once an address has failed too often, even a right token has to wait there, unless it has been let in before. */
    AuthenticatedCaller authenticate(BearerRequest request) {
        if (!authenticator.wasAuthenticated(request.token())) {
            failures.check(request.address());
        }
        try {
            var caller = authenticator.authenticate(request.token());
            requests.take(caller.rateLimitKey());
            return caller;
        } catch (NotAuthenticated e) {
            failures.count(request.address());
            throw e;
        }
    }
}
