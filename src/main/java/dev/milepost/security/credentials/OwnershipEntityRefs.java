package dev.milepost.security.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.security.credentials.BoundedHttpFetch.Unreachable;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The ownership refs of a Backstage user: from the token's {@code ent} claim, else from Backstage's user info endpoint.
 */
final class OwnershipEntityRefs {

    private static final Logger LOG = Logger.getLogger(OwnershipEntityRefs.class);
    private static final ClaimPath ENT = new ClaimPath("ent");

    private final TrustedBackstage install;
    private final BoundedHttpFetch fetch;

    OwnershipEntityRefs(TrustedBackstage install, BoundedHttpFetch fetch) {
        this.install = install;
        this.fetch = fetch;
    }

    /**
     * Tokens forwarded by plugins have no {@code ent} claim, and an install can be configured to omit it from all
     * tokens.
     */
    Set<String> of(UnverifiedToken token) {
        return refs(token.claims().has("ent") ? token.claims() : userInfo(token));
    }

    private JsonNode userInfo(UnverifiedToken token) {
        try {
            return fetch.get(install.at("/api/auth/v1/userinfo"), token.text()).path("claims");
        } catch (Unreachable e) {
            LOG.warnf("The ownership refs of a user could not be fetched: %s", e.getMessage());
            throw new KeysUnreachable();
        }
    }

    private static Set<String> refs(JsonNode claims) {
        return ENT.in(claims).stream().map(ref -> ref.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
