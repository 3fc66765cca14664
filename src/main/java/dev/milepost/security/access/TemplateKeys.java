package dev.milepost.security.access;

import com.google.re2j.Pattern;
import dev.milepost.security.tokens.TokenSecret;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Addresses with a key, {@code /keys/KEY/api/v1/…}, for Backstage's URL readers: they send no token, and follow an address as
 * it is written. The rest of the path is then the address, so that the key is in no log, no problem and no metric. A key
 * gives the role {@code template-fetcher} only. With an unknown key there is nothing at the address.
 */
@ApplicationScoped
public class TemplateKeys {

    private static final String PREFIX = "/keys/";
    private static final String ATTRIBUTE = "milepost.template-key";

    /** Before all other filters, which see the rest of the path. */
    private static final int BEFORE_ALL = 100_000;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{32,200}");

    private final List<byte[]> hashes;

    TemplateKeys(AccessConfig config) {
        var keys = config.templateKeys().orElse(List.of()).stream()
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .toList();
        if (!keys.stream().allMatch(KEY::matches)) {
            throw new InvalidAccessConfig(
                    "A key of milepost.access.template-keys does not have 32 to 200 letters, digits, _ or -. Generate one with"
                            + " openssl rand -hex 32");
        }
        this.hashes = keys.stream().map(TokenSecret::hash).toList();
    }

    void register(@Observes Filters filters) {
        if (!hashes.isEmpty()) {
            filters.register(this::route, BEFORE_ALL);
        }
    }

    void route(RoutingContext context) {
        var request = context.request();
        var path = request.path();
        if (path == null || !path.startsWith(PREFIX) || context.get(ATTRIBUTE) != null) {
            context.next();
            return;
        }
        var end = path.indexOf('/', PREFIX.length());
        var key = end < 0 ? "" : path.substring(PREFIX.length(), end);
        var isRead = request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (!isRead || !isKnown(key)) {
            context.next();
            return;
        }
        context.put(ATTRIBUTE, key);
        context.reroute(request.uri().substring(request.uri().indexOf(PREFIX) + end));
    }

    private boolean isKnown(String key) {
        var hash = TokenSecret.hash(key);
        return hashes.stream().anyMatch(known -> MessageDigest.isEqual(known, hash));
    }

    /** Whether the address of a request has a known key. */
    static boolean isKeyed(RoutingContext context) {
        return context.get(ATTRIBUTE) != null;
    }

    /** The beginning of the path by which a request came, which addresses in its answer must have too; mostly empty. */
    public static Optional<String> prefix(RoutingContext context) {
        @Nullable String key = context.get(ATTRIBUTE);
        return Optional.ofNullable(key).map(text -> PREFIX + text);
    }
}
