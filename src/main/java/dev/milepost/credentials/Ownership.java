package dev.milepost.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** By which refs a user of Backstage owns: what the token says ({@code ent}), else what Backstage's user info says. */
final class Ownership {

    private static final Logger LOG = Logger.getLogger(Ownership.class);
    private static final ClaimPath ENT = new ClaimPath("ent");

    private final BackstageInstall install;
    private final Asking asking;

    Ownership(BackstageInstall install, Asking asking) {
        this.install = install;
        this.asking = asking;
    }

    /** Tokens that plugins hand on say nothing of it, and an install may be set to leave it out of all. */
    Set<String> of(UnreadToken proved) {
        return refs(proved.claims().has("ent") ? proved.claims() : userInfo(proved));
    }

    private JsonNode userInfo(UnreadToken proved) {
        try {
            return asking.get(install.at("/api/auth/v1/userinfo"), proved.text())
                    .path("claims");
        } catch (Unreachable e) {
            LOG.warnf("What a user owns by could not be asked: %s", e.getMessage());
            throw new KeysUnreachable();
        }
    }

    private static Set<String> refs(JsonNode claims) {
        return ENT.in(claims).stream().map(ref -> ref.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
