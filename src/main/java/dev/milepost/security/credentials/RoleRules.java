package dev.milepost.security.credentials;

import dev.milepost.platform.expressions.WildcardPattern;
import dev.milepost.security.caller.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Maps the values of a claim to roles.
 *
 * @param patterns the patterns of each role; one value must match one of them
 */
public record RoleRules(Map<Role, List<WildcardPattern>> patterns) {

    public RoleRules {
        patterns = Map.copyOf(patterns);
    }

    /** The roles of the values, including contained roles. */
    Set<Role> roles(Collection<String> values) {
        var roles = EnumSet.noneOf(Role.class);
        patterns.forEach((role, globs) -> {
            if (values.stream().anyMatch(value -> globs.stream().anyMatch(glob -> glob.matches(value)))) {
                roles.add(role);
            }
        });
        return Role.withContained(roles);
    }
}
