package dev.milepost.policy.definitions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The configuration of the policies that come along. */
@ConfigMapping(prefix = "milepost.policies.baseline")
interface BaselineConfig {

    /** Whether the service saves them when it starts. */
    @WithDefault("false")
    boolean enabled();

    /** The ref of the Group or User that owns them. */
    @WithDefault("group:default/platform")
    String owner();

    /** The address of their documentation: a template with {@code {name}}, or a page with a section for each policy. */
    Optional<String> documentation();

    default Optional<String> documentation(String name) {
        return documentation()
                .map(address -> address.contains("{name}") ? address.replace("{name}", name) : address + "#" + name);
    }
}
