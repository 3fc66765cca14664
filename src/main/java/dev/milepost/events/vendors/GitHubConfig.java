package dev.milepost.events.vendors;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an installation may decide about GitHub's webhooks. */
@ConfigMapping(prefix = "milepost.webhooks.github")
public interface GitHubConfig {

    /** Any of which a delivery may be signed with; without one nothing is taken. */
    Optional<List<String>> secrets();

    /**
     * The branches whose commits and merges are read, {@code *} standing for any part of a name; {@code default} is the
     * default branch of each repository.
     */
    @WithDefault("default")
    List<String> branches();

    /** The workflows whose runs are builds, by their path or name, {@code *} standing for any part of it. */
    @WithDefault("*")
    List<String> workflows();

    /** The services of repositories that the catalog does not have, by {@code owner/name}. */
    Map<String, List<String>> services();

    /** Whether a repository that neither catalog nor configuration know is a service by its own name. */
    @WithDefault("true")
    boolean acceptUnlisted();
}
