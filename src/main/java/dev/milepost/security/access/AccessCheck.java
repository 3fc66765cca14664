package dev.milepost.security.access;

import com.google.re2j.Pattern;
import dev.milepost.platform.http.Forwarding;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Checks the access configuration. Without one, callers are not authenticated; then the service starts only in a local
 * profile and on a loopback address.
 */
public class AccessCheck {

    private static final List<String> PREFIXES =
            List.of("milepost.access.backstage.", "milepost.access.issuers.", "milepost.access.admin.token.");
    private static final Set<String> OPEN_PROFILES = Set.of("local", "dev", "test");

    private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^a-z0-9]");

    void check(@Observes StartupEvent start, Config config, AccessConfig access) {
        check(config);
        if (Forwarding.isOn(config) && Forwarding.proxies(config).isEmpty()) {
            throw new InvalidAccessConfig(
                    "quarkus.http.proxy.proxy-address-forwarding is on for all addresses, so callers could forge theirs. Set"
                            + " quarkus.http.proxy.trusted-proxies to the addresses of the proxies, or turn forwarding off.");
        }
        var acceptsNoTokens = access.backstage().isEmpty()
                && access.issuers().isEmpty()
                && access.adminToken().sha256().isEmpty()
                && access.adminToken().secret().isEmpty();
        if (isConfigured(config) && acceptsNoTokens) {
            throw new InvalidAccessConfig(
                    "milepost.access is configured, but accepts no tokens. Configure a Backstage install, an issuer or the admin token.");
        }
    }

    /** Whether any issuer of tokens is configured, by properties or environment variables. */
    public static boolean isConfigured(Config config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> {
                    var plain = NOT_ALPHANUMERIC
                            .matcher(name.toLowerCase(Locale.ROOT))
                            .replaceAll(".");
                    return PREFIXES.stream().anyMatch(plain::startsWith);
                })
                .anyMatch(name -> config.getOptionalValue(name, String.class).isPresent());
    }

    /**
     * @throws InvalidAccessConfig if access is not configured and the service would be reachable from other machines
     */
    public static void check(Config config) {
        if (isConfigured(config)) {
            return;
        }
        var profiles = config.unwrap(SmallRyeConfig.class).getProfiles();
        var host = config.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0");
        if (profiles.stream().noneMatch(OPEN_PROFILES::contains)) {
            throw new InvalidAccessConfig(next("No access is configured, so nobody could call this service."));
        }
        if (!isLoopback(host)) {
            throw new InvalidAccessConfig(
                    next("No access is configured, and other machines can reach %s.".formatted(host)));
        }
    }

    private static String next(String fault) {
        return """
                %s Set one of
                  MILEPOST_ACCESS_ADMIN_TOKEN_SECRET to a long random string (openssl rand -hex 32), to create other tokens with it,
                  MILEPOST_ACCESS_BACKSTAGE_MAIN_URL to the backend.baseUrl of Backstage, to accept its tokens,
                  MILEPOST_ACCESS_ISSUERS_MAIN_ISSUER and _AUDIENCES to an OpenID issuer and the audiences of its tokens
                (README.md, "Access"), or run `milepost start`, which listens on this machine only.""".formatted(fault);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
