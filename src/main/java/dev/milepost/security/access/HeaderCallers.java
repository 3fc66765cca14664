package dev.milepost.security.access;

import dev.milepost.security.caller.Caller;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Callers without configured access, which is possible on the local machine only. {@code Milepost-User} and {@code
 * Milepost-Groups} (full refs, separated by commas) name the caller. Without both headers the caller is an admin.
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
