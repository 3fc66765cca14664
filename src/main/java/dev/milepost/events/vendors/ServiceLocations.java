package dev.milepost.events.vendors;

import com.google.re2j.Pattern;
import dev.milepost.platform.expressions.PathGlob;
import dev.milepost.platform.expressions.WildcardPattern;
import java.util.List;

/** Finds the catalog's services by repository and folder, and by PagerDuty id. */
public interface ServiceLocations {

    /**
     * A service and what is its own in a repository.
     *
     * @param folder the path without leading or trailing slashes; empty for the whole repository. Not used if there are
     *     paths
     * @param paths globs of the service's files; empty if its folder says which they are
     * @param environments patterns of the environments of its deployments
     * @param workflows patterns of the workflows of its deployments
     */
    record ServiceLocation(
            String service,
            String folder,
            List<Pattern> paths,
            List<WildcardPattern> environments,
            List<WildcardPattern> workflows) {

        public ServiceLocation {
            paths = List.copyOf(paths);
            environments = List.copyOf(environments);
            workflows = List.copyOf(workflows);
        }

        public ServiceLocation(String service, String folder) {
            this(service, folder, List.of(), List.of(), List.of());
        }

        public static ServiceLocation wholeRepository(String service) {
            return new ServiceLocation(service, "");
        }

        /** Returns the location with patterns instead; invalid globs match nothing. */
        public ServiceLocation with(List<String> globs, List<String> environmentNames, List<String> workflowNames) {
            return new ServiceLocation(
                    service,
                    folder,
                    globs.stream().map(ServiceLocation::compile).toList(),
                    environmentNames.stream().map(WildcardPattern::new).toList(),
                    workflowNames.stream().map(WildcardPattern::new).toList());
        }

        private static Pattern compile(String glob) {
            try {
                return PathGlob.compile(glob, PathGlob.Syntax.JAVA);
            } catch (IllegalArgumentException e) {
                return Pattern.compile("\\z.");
            }
        }

        /** @param file a path in the repository */
        public boolean contains(String file) {
            return paths.isEmpty()
                    ? folder.isEmpty() || file.startsWith(folder + "/")
                    : paths.stream().anyMatch(path -> path.matches(file));
        }

        boolean hasDeploymentPattern() {
            return !environments.isEmpty() || !workflows.isEmpty();
        }

        /** Whether a deployment matches; with patterns of both, it matches both. */
        boolean isDeployedBy(List<String> environmentNames, List<String> workflowNames) {
            return hasDeploymentPattern()
                    && matches(environments, environmentNames)
                    && matches(workflows, workflowNames);
        }

        private static boolean matches(List<WildcardPattern> patterns, List<String> names) {
            return patterns.isEmpty()
                    || patterns.stream().anyMatch(pattern -> names.stream().anyMatch(pattern::matches));
        }
    }

    /**
     * The services of a repository: its Components and the other entities with an explicit telemetry key. Components
     * come first; each kind is sorted by name.
     *
     * @param slug {@code owner/name}, case-insensitive
     */
    List<ServiceLocation> findInRepository(String host, String slug);

    /** Whether the catalog has a repository for the service. */
    boolean hasRepository(String service);

    /** The services with a PagerDuty id, in the order of {@link #findInRepository}. */
    List<String> findByPagerDutyId(String id);
}
