package dev.milepost.security.access;

import dev.milepost.platform.http.ProblemException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Quarkus identity provider for {@link Authentication}. Cached callers are returned on the event loop; others are
 * authenticated on a worker thread.
 */
@ApplicationScoped
class BearerIdentities implements IdentityProvider<BearerRequest> {

    private final Authentication authentication;

    BearerIdentities(Authentication authentication) {
        this.authentication = authentication;
    }

    @Override
    public Class<BearerRequest> getRequestType() {
        return BearerRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(BearerRequest request, AuthenticationRequestContext context) {
        try {
            var known = authentication.findCached(request);
            if (known.isPresent()) {
                return Uni.createFrom()
                        .item(Identities.of(known.get().caller(), known.get().roles()));
            }
        } catch (ProblemException e) {
            return Uni.createFrom().failure(new AuthenticationFailedException(e));
        }
        return context.runBlocking(() -> open(request));
    }

    private SecurityIdentity open(BearerRequest request) {
        try {
            var caller = authentication.authenticate(request);
            return Identities.of(caller.caller(), caller.roles());
        } catch (ProblemException e) {
            throw new AuthenticationFailedException(e);
        }
    }
}
