package dev.milepost.events.vendors;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configuration of GitHub's webhooks. */
@ConfigMapping(prefix = "milepost.webhooks.github")
public interface GitHubConfig {

    /** The accepted signing secrets. Without one, all deliveries are rejected. */
    Optional<List<String>> secrets();

    /**
     * The token that reads the commit graph of pushes from GitHub's API; it needs read access to the contents of the
     * repositories. Without one, the deliveries alone say what they can.
     */
    Optional<String> token();

    /** The address of GitHub's API: {@code https://HOST/api/v3} of an Enterprise Server. */
    @WithDefault("https://api.github.com")
    String apiUrl();

    /**
     * Patterns of the branches whose commits and merges are read; {@code *} matches any characters. {@code default} is
     * the default branch of each repository.
     */
    @WithDefault("default")
    List<String> branches();

    /**
     * Patterns of the workflows whose runs are builds, matched against path and name; {@code *} matches any characters.
     */
    @WithDefault("*")
    List<String> workflows();

    /**
     * Whether the deployments of one workflow run to one environment are one deployment. GitHub files one for each job
     * that names an environment.
     */
    @WithDefault("true")
    boolean deploymentsByRun();

    /** The labels of issues that are incidents. Without one, no issue is an incident. */
    Optional<List<String>> incidentLabels();

    /** The environment that releases are deployed to. Without one, releases are no deployments. */
    Optional<String> releaseEnvironment();

    /**
     * The environments of the workflows whose runs are deployments, by a pattern of their path or name. Without one, only
     * GitHub's own deployments are. Of several patterns that match, the first in alphabetical order counts.
     */
    Map<String, String> deploymentWorkflows();

    /** The services of repositories that are not in the catalog, by {@code owner/name}. */
    Map<String, List<String>> services();

    /**
     * Whether a repository that is neither in the catalog nor in the configuration becomes a service with the
     * repository's name.
     */
    @WithDefault("true")
    boolean acceptUnlisted();
}
