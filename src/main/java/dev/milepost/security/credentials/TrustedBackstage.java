package dev.milepost.security.credentials;

import dev.milepost.platform.text.Trim;
import dev.milepost.security.caller.Role;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * A trusted Backstage install.
 *
 * @param name its name in the configuration
 * @param url its {@code backend.baseUrl}, which is part of the issuer of its users' tokens
 * @param reachedAt the base URL for requests from this service
 * @param audiences the accepted audiences of plugin tokens
 * @param plugins the plugins that may call, with their roles
 * @param users maps a user's ownership refs to roles
 */
public record TrustedBackstage(
        String name,
        String url,
        URI reachedAt,
        Set<String> audiences,
        Map<String, Set<Role>> plugins,
        RoleRules users) {

    public TrustedBackstage {
        audiences = Set.copyOf(audiences);
        plugins = Map.copyOf(plugins);
    }

    URI at(String path) {
        return URI.create(Trim.trailing(reachedAt.toString(), '/') + path);
    }

    String userIssuer() {
        return Trim.trailing(url, '/') + "/api/auth";
    }
}
