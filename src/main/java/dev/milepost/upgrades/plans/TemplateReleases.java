package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.registry.LoadedManifests;
import dev.milepost.templates.registry.PublishedGoldenPath;
import dev.milepost.templates.registry.PublishedVersion;
import dev.milepost.templates.registry.Registry;
import dev.milepost.templates.resolution.AvailableModules;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.semver4j.Semver;

/** The releases of golden paths in the registry, and the upgrade paths between them. */
@ApplicationScoped
class TemplateReleases {

    /** The memory of a module or a parameter in a release, beside the manifests. */
    private static final int BYTES_OF_ENTRY = 300;

    private final Registry registry;

    TemplateReleases(Registry registry) {
        this.registry = registry;
    }

    /**
     * An upgrade path and the versions that it leaves out.
     *
     * @param skipped versions between both ends that are not crossed: yanked ones and pre-releases
     * @param from the first release, with its modules
     * @param to the last release, with its modules
     */
    record UpgradeRoute(
            UpgradePath path, List<PublishedVersion> skipped, ResolvedGoldenPath from, ResolvedGoldenPath to) {}

    /** Returns the answer for an upgrade path. Its versions are those of one moment. */
    @Snapshot
    UpgradeView view(String template, String from, String to) {
        return UpgradeView.of(template, upgradeRoute(template, from, to));
    }

    /** Returns the release for a version or a channel. */
    PublishedGoldenPath find(String template, String text) {
        return registry.find(template, text)
                .or(() -> registry.findOnChannel(template, text))
                .orElseThrow(() -> registry.findVersions(template).isEmpty()
                        ? ProblemException.of(
                                ProblemType.UNKNOWN_RELEASE,
                                "No version of golden path '%s' has been published.".formatted(template))
                        : unknown(template, text));
    }

    /** The problem that a golden path has no such version or channel. */
    static ProblemException unknown(String template, String text) {
        return ProblemException.of(
                ProblemType.UNKNOWN_RELEASE,
                "'%s' is neither a published version of golden path '%s' nor a channel that points to one."
                        .formatted(text, template));
    }

    /**
     * Returns the upgrade path that a service may take. Throws {@link ProblemType#NO_UPGRADE} if there is none.
     *
     * @param from a version or a channel, like {@code to}
     */
    UpgradeRoute upgradeRoute(String template, String from, String to) {
        var start = find(template, from);
        var end = find(template, to);
        if (end.yanked() && !start.manifest().version().equals(end.manifest().version())) {
            throw ProblemException.of(
                    ProblemType.NO_UPGRADE,
                    "%s was withdrawn. Choose another version."
                            .formatted(end.manifest().version()),
                    "to");
        }
        return routeBetween(start, end);
    }

    /** Returns the path between two releases. The later one may be yanked, since the service may already be on it. */
    UpgradeRoute routeBetween(PublishedGoldenPath start, PublishedGoldenPath end) {
        var template = start.manifest().name();
        var first = start.manifest().version();
        var last = end.manifest().version();
        if (last.isLowerThan(first)) {
            throw ProblemException.of(
                    ProblemType.NO_UPGRADE,
                    "%s is lower than %s. An upgrade leads to a higher version.".formatted(last, first),
                    "to");
        }
        var reading = registry.reading(ProblemType.NO_UPGRADE);
        var from = resolved(reading, template, first);
        var to = from;
        var origin = release(reading, from, start.publishedAt(), start.deprecation() != null);
        var crossed = new ArrayList<TemplateRelease>();
        var passed = new ArrayList<PublishedVersion>();
        for (var version : registry.findVersions(template)) {
            var semver = version.version();
            if (semver.isGreaterThan(first) && !semver.isGreaterThan(last)) {
                if (isCrossed(version, last)) {
                    to = resolved(reading, template, semver);
                    crossed.add(release(reading, to, version.publishedAt(), version.deprecation() != null));
                } else {
                    passed.add(version);
                }
            }
        }
        return new UpgradeRoute(UpgradePath.of(origin, crossed, modules(origin, crossed)), passed, from, to);
    }

    private static boolean isCrossed(PublishedVersion version, Semver last) {
        var semver = version.version();
        return semver.equals(last)
                || !version.yanked() && semver.getPreRelease().isEmpty();
    }

    private static ResolvedGoldenPath resolved(LoadedManifests reading, String template, Semver version) {
        return reading.findResolved(template, version.toString())
                .orElseThrow(() -> new IllegalStateException("A published version has no modules in the registry"));
    }

    private static TemplateRelease release(
            LoadedManifests reading, ResolvedGoldenPath resolved, Instant publishedAt, boolean deprecated) {
        var release = TemplateRelease.of(resolved, publishedAt, deprecated);
        reading.charge((long) BYTES_OF_ENTRY
                * (1 + release.modules().size() + release.parameters().size()));
        return release;
    }

    /** Returns all versions of the modules of these releases, including versions that are only in between. */
    private ModuleUpgradePath modules(TemplateRelease from, List<TemplateRelease> crossed) {
        var names = new LinkedHashSet<String>();
        var locked = new ArrayList<ModuleManifest>();
        Stream.concat(Stream.of(from), crossed.stream()).forEach(release -> {
            names.addAll(release.modules().keySet());
            locked.addAll(release.modules().values());
        });
        var available = registry.availableModules();
        var offered = names.stream()
                .flatMap(name -> available.findVersions(name).stream())
                .map(AvailableModules.AvailableVersion::module);
        return ModuleUpgradePath.of(Stream.concat(offered, locked.stream()));
    }
}
