package dev.milepost.security.access;

import dev.milepost.platform.http.Forwarding;
import dev.milepost.security.access.BearerIdentities.BearerRequest;
import dev.milepost.security.caller.NotAuthenticated;
import dev.milepost.security.caller.Role;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** Authenticates callers by {@code Authorization: Bearer} only. */
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "bearer ";

    private final boolean trustsHeaders;
    private final boolean openTemplates;
    private final Forwarding forwarding;

    BearerMechanism(Config config, AccessConfig access, Forwarding forwarding) {
        AccessCheck.check(config);
        this.trustsHeaders = !AccessCheck.isConfigured(config);
        this.openTemplates = access.openTemplates();
        this.forwarding = forwarding;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        var request = context.request();
        if (trustsHeaders) {
            var caller = HeaderCallers.of(request);
            return Uni.createFrom().item(Identities.of(caller, EnumSet.allOf(Role.class)));
        }
        var headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return Uni.createFrom().item(Identities.anonymous(openTemplates || TemplateKeys.isKeyed(context)));
        }
        var header = headers.get(0);
        if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            var refusal = NotAuthenticated.because("The Authorization header must contain exactly one bearer token");
            return Uni.createFrom().failure(new AuthenticationFailedException(refusal));
        }
        return identities.authenticate(
                new BearerRequest(header.substring(SCHEME.length()).strip(), forwarding.clientNetwork(request)));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"milepost\""));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(BearerRequest.class);
    }
}
