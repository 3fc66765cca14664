package dev.milepost.security.access;

import dev.milepost.platform.http.Forwarding;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;

/** Validates the access configuration at startup. */
class AccessStartupCheck {

    void check(@Observes StartupEvent start, Config config, AccessConfig access) {
        OpenAccessCheck.check(config);
        if (Forwarding.isOn(config) && Forwarding.proxies(config).isEmpty()) {
            throw new InvalidAccessConfig(
                    "quarkus.http.proxy.proxy-address-forwarding is on for all addresses, so callers could forge theirs. Set"
                            + " quarkus.http.proxy.trusted-proxies to the addresses of the proxies, or turn forwarding off.");
        }
        var nobody = access.backstage().isEmpty()
                && access.issuers().isEmpty()
                && access.adminToken().sha256().isEmpty()
                && access.adminToken().secret().isEmpty();
        if (OpenAccessCheck.isConfigured(config) && nobody) {
            throw new InvalidAccessConfig(
                    "milepost.access is configured, but accepts no tokens. Configure a Backstage install, an issuer or the admin token.");
        }
    }
}
