package dev.milepost.backstage;

import com.google.re2j.Pattern;
import dev.milepost.platform.Trim;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The address of this service as its callers have it: as configured, else as the request's proxies say in
 * {@code Forwarded} (RFC 7239) or {@code X-Forwarded-…}, else as the request has it.
 */
@RequestScoped
class PublicAddress {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)*/?");

    private final HttpServerRequest request;
    private final Optional<String> configured;

    PublicAddress(RoutingContext context, @ConfigProperty(name = "milepost.public-url") Optional<String> configured) {
        this.request = context.request();
        this.configured = configured;
    }

    /** Without a slash at its end. */
    String get() {
        return Trim.trailing(configured.orElseGet(this::told), '/');
    }

    private String told() {
        var forwarded = first(request.getHeader("Forwarded"));
        var scheme = pair(forwarded, "proto").or(() -> header("X-Forwarded-Proto"));
        var host = pair(forwarded, "host").or(() -> header("X-Forwarded-Host"));
        var prefix =
                header("X-Forwarded-Prefix").filter(text -> PREFIX.matcher(text).matches());
        return "%s://%s%s"
                .formatted(
                        scheme.filter(text -> text.equals("http") || text.equals("https"))
                                .orElseGet(request::scheme),
                        host.filter(text -> HOST.matcher(text).matches()).orElseGet(this::ownHost),
                        prefix.orElse(""));
    }

    private String ownHost() {
        var authority = request.authority();
        return authority == null ? "localhost" : authority.toString();
    }

    private Optional<String> header(String name) {
        return Optional.of(first(request.getHeader(name))).filter(text -> !text.isEmpty());
    }

    /** What the outermost proxy says, which comes first. */
    private static String first(@Nullable String header) {
        return header == null ? "" : header.split(",", 2)[0].strip();
    }

    private static Optional<String> pair(String forwarded, String name) {
        for (var part : forwarded.split(";")) {
            var pair = part.split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase(name)) {
                return Optional.of(unquoted(pair[1].strip()));
            }
        }
        return Optional.empty();
    }

    private static String unquoted(String text) {
        int start = text.startsWith("\"") ? 1 : 0;
        int end = text.endsWith("\"") ? text.length() - 1 : text.length();
        return text.substring(start, Math.max(start, end));
    }
}
