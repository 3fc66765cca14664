package dev.milepost.security.tokens;

import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.EmitPermissions;
import dev.milepost.security.caller.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An API token without its secret.
 *
 * @param sources patterns of the sources that it may emit events of
 * @param services patterns of the services that it may emit events for
 * @param groups full refs of the groups for which it may change what they own
 * @param lastUsedAt the last use, to about a minute; null if it was never used
 */
public record ApiToken(
        UUID id,
        String name,
        List<String> roles,
        List<String> sources,
        List<String> services,
        List<String> groups,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {

    /** The roles, including contained roles. */
    public Set<Role> effectiveRoles() {
        return Role.withContained(
                roles.stream().flatMap(role -> Role.parse(role).stream()).collect(Collectors.toSet()));
    }

    public Caller caller() {
        return new Caller(
                "token:" + name,
                Set.copyOf(groups),
                roles.contains(Role.PLATFORM_ADMIN.text()),
                EmitPermissions.of(sources, services));
    }
}
