package dev.milepost.templates.backstage;

import com.google.re2j.Pattern;
import dev.milepost.platform.http.Forwarding;
import dev.milepost.platform.text.Trim;
import dev.milepost.security.access.TemplateKeys;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address of this service as its callers use it. It is the configured address. Without one it is the address in the
 * request, which is the proxy's {@code X-Forwarded-…} or {@code Forwarded} header (RFC 7239) if the proxy is trusted.
 */
@RequestScoped
class PublicAddress {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)*/?");

    private final HttpServerRequest request;
    private final Forwarding forwarding;
    private final Optional<String> configured;
    private final String key;

    PublicAddress(
            RoutingContext context,
            Forwarding forwarding,
            @ConfigProperty(name = "milepost.public-url") Optional<String> configured) {
        this.forwarding = forwarding;
        this.key = TemplateKeys.prefix(context).orElse("");
        this.request = context.request();
        this.configured = configured;
    }

    /** Returns the address without a trailing slash. It has the key by which the request came. */
    String get() {
        return Trim.trailing(configured.orElseGet(this::configuredOrForwarded), '/') + key;
    }

    private String configuredOrForwarded() {
        var authority = String.valueOf(request.authority());
        var prefix = Optional.ofNullable(request.getHeader("X-Forwarded-Prefix"))
                .filter(text -> forwarding.isTrusted(request))
                .map(text -> text.split(",", 2)[0].strip())
                .filter(text -> PREFIX.matcher(text).matches());
        return "%s://%s%s"
                .formatted(
                        request.scheme(),
                        HOST.matcher(authority).matches() ? authority : "localhost",
                        prefix.orElse(""));
    }
}
