package dev.milepost.security.access;

import dev.milepost.platform.http.ProblemException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Quarkus identity provider for {@link Authentication}. Cached callers are returned on the event loop; others are
 * authenticated on a worker thread.
 */
@ApplicationScoped
class BearerIdentities implements IdentityProvider<BearerIdentities.BearerRequest> {

    private final Authentication authentication;

    /** A token to authenticate, and the network of its sender. */
    static final class BearerRequest extends BaseAuthenticationRequest {

        private final String token;
        private final String network;

        BearerRequest(String token, String network) {
            this.token = token;
            this.network = network;
        }

        String token() {
            return token;
        }

        String network() {
            return network;
        }
    }

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
