package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.ModuleManifest.ModuleSelector;
import dev.milepost.templates.resolution.AvailableModules.AvailableVersion;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.semver4j.Semver;

/** The available versions, highest first for each module. The order in which they were offered has no effect. */
final class SortedVersions {

    /**
     * Compares the numbers first, since the library's own comparison is slow. Build metadata is not part of precedence,
     * so it is compared last, as text.
     */
    private static final Comparator<Semver> PRECEDENCE = Comparator.comparingInt(Semver::getMajor)
            .thenComparingInt(Semver::getMinor)
            .thenComparingInt(Semver::getPatch)
            .thenComparing(Comparator.naturalOrder())
            .thenComparing(Semver::getVersion);

    private static final Comparator<AvailableVersion> HIGHEST_FIRST = Comparator.comparing(
            (AvailableVersion available) -> available.module().version(), PRECEDENCE.reversed());

    private final AvailableModules available;
    private final RangeMatcher matcher;
    private final Map<String, List<AvailableVersion>> versions = new HashMap<>();
    private final Map<ModuleSelector, List<AvailableVersion>> providers = new HashMap<>();

    SortedVersions(AvailableModules available, RangeMatcher matcher) {
        this.available = available;
        this.matcher = matcher;
    }

    List<AvailableVersion> findVersions(String module) {
        return versions.computeIfAbsent(
                module,
                name -> available.findVersions(name).stream()
                        .sorted(HIGHEST_FIRST)
                        .toList());
    }

    /** Returns the versions that provide a required capability, by module name, then highest first. */
    List<AvailableVersion> findProviders(Constraint capability) {
        return providers.computeIfAbsent(
                capability.selector(),
                selector -> available.findProviders(capability.name()).stream()
                        .sorted()
                        .flatMap(name -> findVersions(name).stream())
                        .filter(available -> matcher.provides(available.module(), selector))
                        .toList());
    }
}
