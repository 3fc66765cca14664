package dev.milepost.slo.definitions;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The configuration of the built-in SLOs. */
@ConfigMapping(prefix = "milepost.slo")
public interface SloConfig {

    /**
     * The ref of the group that owns them, such as {@code group:default/platform}. If it is empty, platform admins own
     * them.
     */
    Optional<String> owner();

    /**
     * The address of their runbooks: either a template with {@code {name}} for the name of the SLO, or a page with a
     * section for each SLO.
     */
    Optional<String> runbook();

    default Optional<String> runbook(String name) {
        return runbook()
                .map(address -> address.contains("{name}") ? address.replace("{name}", name) : address + "#" + name);
    }
}
