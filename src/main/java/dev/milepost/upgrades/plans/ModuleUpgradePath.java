package dev.milepost.upgrades.plans;

import dev.milepost.templates.manifests.Manifest.Changelog;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.ModuleManifest.Migration;
import dev.milepost.templates.manifests.VersionRanges;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.semver4j.Semver;

/**
 * The changes of modules along an upgrade path.
 *
 * @param versions all published versions of the modules, by name and ascending
 */
record ModuleUpgradePath(Map<String, List<ModuleManifest>> versions) {

    /** A module version that is crossed by upgrading to a release. */
    record Crossed(String module, Semver version, Changelog changelog) {}

    /**
     * A migration of a module version that is crossed by upgrading to a release. It equals itself alone: there can be
     * thousands, and their texts are slow to compare.
     */
    static final class ModuleMigration {

        private final String module;
        private final Semver moduleVersion;
        private final Semver release;
        private final Migration migration;

        ModuleMigration(String module, Semver moduleVersion, Semver release, Migration migration) {
            this.module = module;
            this.moduleVersion = moduleVersion;
            this.release = release;
            this.migration = migration;
        }

        String module() {
            return module;
        }

        Semver moduleVersion() {
            return moduleVersion;
        }

        Semver release() {
            return release;
        }

        Migration migration() {
            return migration;
        }
    }

    static ModuleUpgradePath of(Stream<ModuleManifest> modules) {
        var sorted = new TreeMap<String, TreeMap<Semver, ModuleManifest>>();
        modules.forEach(module ->
                sorted.computeIfAbsent(module.name(), name -> new TreeMap<>()).put(module.version(), module));
        var versions = new TreeMap<String, List<ModuleManifest>>();
        sorted.forEach((name, all) -> versions.put(name, List.copyOf(all.values())));
        return new ModuleUpgradePath(versions);
    }

    /** Returns the module versions that are crossed between two consecutive releases. */
    List<Crossed> crossed(TemplateRelease before, TemplateRelease release) {
        return release.modules().values().stream()
                .flatMap(module -> before.moduleVersion(module.name())
                        .map(from -> versionsBetween(module.name(), from, module.version()))
                        .orElse(Stream.of(module)))
                .map(module -> new Crossed(module.name(), module.version(), module.changelog()))
                .toList();
    }

    /**
     * Returns the migrations along the path, release by release, with modules in the order in which they act. Whether a
     * migration applies depends on the version that the service starts from.
     */
    List<ModuleMigration> migrations(TemplateRelease from, List<TemplateRelease> crossed) {
        if (crossed.isEmpty()) {
            return List.of();
        }
        var to = crossed.get(crossed.size() - 1);
        var reached = new LinkedHashMap<String, Semver>();
        from.modules().forEach((name, module) -> reached.put(name, module.version()));
        return crossed.stream()
                .flatMap(release -> release.modules().values().stream()
                        .filter(module -> from.modules().containsKey(module.name()))
                        .flatMap(module -> steps(module, release, from, to, reached)))
                .toList();
    }

    private Stream<ModuleMigration> steps(
            ModuleManifest module,
            TemplateRelease release,
            TemplateRelease from,
            TemplateRelease to,
            Map<String, Semver> reached) {
        var name = module.name();
        var last = to.moduleVersion(name);
        var after = reached.get(name);
        var origin = from.moduleVersion(name);
        if (last.isEmpty() || after == null || origin.isEmpty()) {
            return Stream.of();
        }
        var until = module.version().isGreaterThan(last.get()) ? last.get() : module.version();
        if (until.isGreaterThan(after)) {
            reached.put(name, until);
        }
        return versionsBetween(name, after, until)
                .flatMap(version -> version.migrations().stream()
                        .filter(migration -> needs(migration, origin.get()))
                        .map(migration -> new ModuleMigration(name, version.version(), release.version(), migration)));
    }

    private static boolean needs(Migration migration, Semver origin) {
        return VersionRanges.parse(migration.from())
                .map(range -> range.isSatisfiedBy(origin))
                .orElse(false);
    }

    /** Returns the versions in {@code (after, until]}; of pre-releases only {@code until} itself. */
    private Stream<ModuleManifest> versionsBetween(String module, Semver after, Semver until) {
        return versions.getOrDefault(module, List.of()).stream()
                .filter(version -> version.version().isGreaterThan(after))
                .filter(version -> version.version().isLowerThanOrEqualTo(until))
                .filter(version -> version.version().getPreRelease().isEmpty()
                        || version.version().equals(until));
    }
}
