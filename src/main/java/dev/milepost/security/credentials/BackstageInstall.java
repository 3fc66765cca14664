package dev.milepost.security.credentials;

import dev.milepost.platform.text.Trim;
import dev.milepost.security.caller.Role;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * A Backstage that is trusted.
 *
 * @param name what it is called here
 * @param url its {@code backend.baseUrl}, which its users' tokens name
 * @param reachedAt where this service reaches it
 * @param audiences whom its plugins address when they mean this service
 * @param plugins the plugins that may call, and their roles
 * @param users which roles the refs that a user owns by give
 */
public record BackstageInstall(
        String name,
        String url,
        URI reachedAt,
        Set<String> audiences,
        Map<String, Set<Role>> plugins,
        RoleRules users) {

    public BackstageInstall {
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
