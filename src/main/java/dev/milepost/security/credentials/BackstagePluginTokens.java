package dev.milepost.security.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.Role;
import dev.milepost.security.credentials.TokenVerification.VerifiedBearer;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * Verifies tokens of the plugins of a Backstage install. Each plugin has its own keys. If a plugin acts for a user, the
 * call has the roles that both have, and the user's name and groups. So a plugin with read access cannot change
 * anything when an admin uses it, and a plugin cannot give a user a role.
 */
final class BackstagePluginTokens implements TokenVerifier {

    private static final String TYPE = "vnd.backstage.plugin";
    static final Pattern NAME = Pattern.compile("[a-z0-9_-]+");

    private final TrustedBackstage install;
    private final BackstageUserTokens users;
    private final TokenRequirements requirements;
    private final Map<String, KeySetCache> keys = new HashMap<>();

    BackstagePluginTokens(TrustedBackstage install, BackstageUserTokens users, BoundedHttpFetch fetch, Clock clock) {
        this.install = install;
        this.users = users;
        this.requirements = new TokenRequirements(TokenRequirements.ELLIPTIC, install.audiences());
        for (var plugin : install.plugins().keySet()) {
            if (!NAME.matcher(plugin).matches()) {
                throw new IllegalArgumentException("'%s' is not a valid plugin name".formatted(plugin));
            }
            var address = install.at("/api/%s/.backstage/auth/v1/jwks.json".formatted(plugin));
            keys.put(plugin, new KeySetCache(KeySource.at(address, fetch), clock));
        }
    }

    /** Only configured plugin names become part of a URL. */
    @Override
    public boolean accepts(UnverifiedToken token) {
        return token.type().equals(TYPE)
                && keys.containsKey(token.subject())
                && !token.claims().has("iss");
    }

    @Override
    public Optional<PublicJsonWebKey> key(UnverifiedToken token) {
        return Objects.requireNonNull(keys.get(token.subject())).find(token.keyId());
    }

    @Override
    public VerifiedBearer verify(UnverifiedToken token, PublicJsonWebKey key, TokenRequirements.VerificationTime now) {
        var claims = requirements.verify(token, key, now);
        var roles = Role.withContained(install.plugins().getOrDefault(token.subject(), Set.of()));
        var expiresAt = Instant.ofEpochSecond(claims.path("exp").asLong());
        return claims.has("obo")
                ? onBehalfOf(claims, roles, now)
                : new VerifiedBearer(caller(token.subject(), roles), roles, expiresAt);
    }

    private VerifiedBearer onBehalfOf(JsonNode claims, Set<Role> roles, TokenRequirements.VerificationTime now) {
        var user = users.onBehalfOf(claims.path("obo").asText(), now);
        var both = new HashSet<>(roles);
        both.retainAll(user.roles());
        var expiresAt = Instant.ofEpochSecond(claims.path("exp").asLong());
        return new VerifiedBearer(
                new Caller(user.caller().name(), user.caller().groups(), both.contains(Role.PLATFORM_ADMIN)),
                both,
                expiresAt.isBefore(user.expiresAt()) ? expiresAt : user.expiresAt());
    }

    private Caller caller(String plugin, Set<Role> roles) {
        return new Caller(
                "plugin:%s/%s".formatted(install.name(), plugin), Set.of(), roles.contains(Role.PLATFORM_ADMIN));
    }
}
