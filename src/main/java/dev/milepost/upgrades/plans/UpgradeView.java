package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.templates.manifests.Manifest.Changelog;
import dev.milepost.templates.registry.PublishedVersion;
import dev.milepost.upgrades.plans.TemplateRelease.Parameter;
import dev.milepost.upgrades.plans.TemplateReleases.UpgradeRoute;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * The response with an upgrade path.
 *
 * @param versions the crossed versions, ascending
 * @param passed versions between both ends that are not crossed
 * @param breaking the versions that begin another major version
 */
record UpgradeView(
        String template,
        String from,
        String to,
        List<CrossedVersion> versions,
        List<PassedVersion> passed,
        ParameterChanges parameters,
        ModuleChanges modules,
        List<MigrationStep> migrations,
        List<String> breaking) {

    record CrossedVersion(
            String version,
            Instant publishedAt,
            boolean breaking,
            boolean deprecated,
            Changelog changelog,
            List<CrossedModule> modules) {}

    record CrossedModule(String module, String version, Changelog changelog) {}

    record PassedVersion(String version, String reason) {}

    record ParameterChanges(
            List<AddedParameter> added,
            List<ChangedParameter> changed,
            List<RenamedParameter> renamed,
            List<String> removed) {}

    /** @param needed whether a value must be given */
    record AddedParameter(
            String name, @Nullable JsonNode byDefault, boolean required, boolean needed, JsonNode schema) {

        @com.fasterxml.jackson.annotation.JsonProperty("default")
        public @Nullable JsonNode byDefault() {
            return byDefault;
        }
    }

    record ChangedParameter(String name, ParameterDefinition before, ParameterDefinition after) {}

    record ParameterDefinition(boolean required, JsonNode schema) {
        static ParameterDefinition of(@Nullable Parameter parameter) {
            var asked = Objects.requireNonNull(parameter);
            return new ParameterDefinition(asked.required(), asked.schema());
        }
    }

    record RenamedParameter(String from, String to) {}

    record ModuleChanges(List<ModuleAt> added, List<ChangedModule> changed, List<ModuleAt> removed) {}

    record ModuleAt(String module, String version) {}

    record ChangedModule(String module, String from, String to) {}

    /** @param release the version of the golden path that the step comes with */
    record MigrationStep(
            String release, String module, String moduleVersion, String kind, String text, JsonNode arguments) {

        static MigrationStep of(ModuleUpgradePath.ModuleMigration migration) {
            return new MigrationStep(
                    migration.release().toString(),
                    migration.module(),
                    migration.moduleVersion().toString(),
                    migration.migration().kind().name().toLowerCase(Locale.ROOT),
                    migration.migration().text(),
                    migration.migration().arguments());
        }
    }

    static UpgradeView of(String template, UpgradeRoute route) {
        var path = route.path();
        return new UpgradeView(
                template,
                path.from().version().toString(),
                path.to().version().toString(),
                path.crossed().stream().map(release -> crossed(path, release)).toList(),
                route.skipped().stream().map(UpgradeView::passed).toList(),
                parameters(path.parameters()),
                modules(path),
                path.migrations().stream().map(MigrationStep::of).toList(),
                path.breaking().stream().map(Semver::toString).toList());
    }

    private static CrossedVersion crossed(UpgradePath path, TemplateRelease release) {
        return new CrossedVersion(
                release.version().toString(),
                release.publishedAt(),
                path.isBreaking(release),
                release.deprecated(),
                release.changelog(),
                path.modules().crossed(path.before(release), release).stream()
                        .map(module -> new CrossedModule(
                                module.module(), module.version().toString(), module.changelog()))
                        .toList());
    }

    private static PassedVersion passed(PublishedVersion version) {
        return new PassedVersion(version.ref().version(), version.yanked() ? "yanked" : "prerelease");
    }

    private static ParameterChanges parameters(ParameterUpgradePath path) {
        return new ParameterChanges(
                path.added().stream()
                        .map(name ->
                                added(name, Objects.requireNonNull(path.after().get(name))))
                        .toList(),
                path.changed().stream()
                        .map(name -> new ChangedParameter(
                                name,
                                ParameterDefinition.of(
                                        path.before().get(path.origins().get(name))),
                                ParameterDefinition.of(path.after().get(name))))
                        .toList(),
                path.renamed().entrySet().stream()
                        .map(names -> new RenamedParameter(names.getKey(), names.getValue()))
                        .toList(),
                path.removed());
    }

    private static AddedParameter added(String name, Parameter parameter) {
        return new AddedParameter(
                name,
                parameter.schema().get("default"),
                parameter.required(),
                parameter.needsValue(),
                parameter.schema());
    }

    private static ModuleChanges modules(UpgradePath path) {
        var before = path.from();
        var after = path.to();
        return new ModuleChanges(
                at(after, before),
                path.moduleNames().stream()
                        .flatMap(name -> changed(name, before.moduleVersion(name), after.moduleVersion(name)).stream())
                        .toList(),
                at(before, after));
    }

    /** Returns the modules that {@code one} has and {@code other} has not. */
    private static List<ModuleAt> at(TemplateRelease one, TemplateRelease other) {
        return one.modules().values().stream()
                .filter(module -> !other.modules().containsKey(module.name()))
                .map(module -> new ModuleAt(module.name(), module.version().toString()))
                .toList();
    }

    private static Optional<ChangedModule> changed(String name, Optional<Semver> before, Optional<Semver> after) {
        return before.flatMap(from -> after.filter(to -> !to.equals(from))
                .map(to -> new ChangedModule(name, from.toString(), to.toString())));
    }
}
