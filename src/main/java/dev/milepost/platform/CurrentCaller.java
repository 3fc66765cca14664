package dev.milepost.platform;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who makes the request under way. While no access is configured, callers are believed: {@code Milepost-User} and
 * {@code Milepost-Groups} (full refs, parted by commas) say who it is, and a caller that says nothing may do everything.
 */
@RequestScoped
public class CurrentCaller {

    private final RoutingContext request;

    CurrentCaller(RoutingContext request) {
        this.request = request;
    }

    public Caller get() {
        var user = request.request().getHeader("Milepost-User");
        var groups = request.request().getHeader("Milepost-Groups");
        if (user == null && groups == null) {
            return new Caller("anonymous", Set.of(), true);
        }
        return new Caller(user == null ? "anonymous" : user.strip().toLowerCase(Locale.ROOT), refs(groups), false);
    }

    private static Set<String> refs(@org.jspecify.annotations.Nullable String groups) {
        return groups == null
                ? Set.of()
                : Arrays.stream(groups.split(","))
                        .map(group -> group.strip().toLowerCase(Locale.ROOT))
                        .filter(group -> !group.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }
}
