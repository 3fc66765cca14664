package dev.milepost.platform.requests;

import dev.milepost.platform.http.Forwarding;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;

/** Whose share of memory a request and its response use: an authenticated caller's, or that of a client's network. */
record Claimant(String name, boolean isAnonymous) implements Comparable<Claimant> {

    private static final Comparator<Claimant> ORDER =
            Comparator.comparing(Claimant::name).thenComparing(Claimant::isAnonymous);

    static Claimant of(RoutingContext routing, Forwarding forwarding) {
        if (routing.user() instanceof QuarkusHttpUser user
                && !user.getSecurityIdentity().isAnonymous()) {
            return new Claimant(user.getSecurityIdentity().getPrincipal().getName(), false);
        }
        // Not the request's own address: behind a proxy Quarkus takes the first of X-Forwarded-For, which the client
        // writes.
        return new Claimant(forwarding.clientNetwork(routing.request()), true);
    }

    @Override
    public int compareTo(Claimant other) {
        return ORDER.compare(this, other);
    }
}
