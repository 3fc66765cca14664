package dev.milepost.slo.definitions;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What an installation may decide about the objectives that the service brings along. */
@ConfigMapping(prefix = "milepost.slo")
public interface SloConfig {

    /** The ref of the group that owns them, such as {@code group:default/platform}; platform admins where none is named. */
    Optional<String> owner();

    /**
     * Where it stands what to do about each: an address with {@code {name}} in place of the objective's name, or that of
     * one page with a section for each.
     */
    Optional<String> runbook();

    default Optional<String> runbook(String name) {
        return runbook()
                .map(address -> address.contains("{name}") ? address.replace("{name}", name) : address + "#" + name);
    }
}
