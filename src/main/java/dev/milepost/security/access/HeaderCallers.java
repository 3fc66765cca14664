package dev.milepost.security.access;

import dev.milepost.security.caller.Caller;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Callers while no access is configured, which is on one's own machine alone: {@code Milepost-User} and {@code
 * Milepost-Groups} (full refs, parted by commas) say who it is, and one that says nothing may do everything.
 */
final class HeaderCallers {

    private HeaderCallers() {}

    static Caller of(HttpServerRequest request) {
        var user = request.getHeader("Milepost-User");
        var groups = request.getHeader("Milepost-Groups");
        if (user == null && groups == null) {
            return new Caller("anonymous", Set.of(), true);
        }
        return new Caller(user == null ? "anonymous" : user.strip().toLowerCase(Locale.ROOT), refs(groups), false);
    }

    private static Set<String> refs(@Nullable String groups) {
        return groups == null
                ? Set.of()
                : Arrays.stream(groups.split(","))
                        .map(group -> group.strip().toLowerCase(Locale.ROOT))
                        .filter(group -> !group.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }
}
