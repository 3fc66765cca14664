package dev.milepost.upgrades.plans;

import dev.milepost.upgrades.plans.ModuleUpgradePath.ModuleMigration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.semver4j.Semver;

/**
 * The path from one version of a golden path to a later one: a function of the releases only.
 *
 * @param crossed ascending, without {@code from}; the last is the target
 * @param migrations in the order in which they are done
 */
record UpgradePath(
        TemplateRelease from,
        List<TemplateRelease> crossed,
        ParameterUpgradePath parameters,
        ModuleUpgradePath modules,
        List<ModuleMigration> migrations) {

    /** @param crossed the releases after {@code from} up to the target, in any order */
    static UpgradePath of(TemplateRelease from, List<TemplateRelease> crossed, ModuleUpgradePath modules) {
        var ascending = new ArrayList<>(crossed);
        ascending.sort((one, other) -> one.version().compareTo(other.version()));
        var parameters = ParameterUpgradePath.startingAt(from);
        for (var release : ascending) {
            parameters = parameters.to(release);
        }
        var migrations = modules.migrations(from, ascending);
        return new UpgradePath(from, List.copyOf(ascending), parameters, modules, migrations);
    }

    TemplateRelease to() {
        return crossed.isEmpty() ? from : crossed.get(crossed.size() - 1);
    }

    /** Returns the previous release on the path. */
    TemplateRelease before(TemplateRelease release) {
        int place = crossed.indexOf(release);
        return place <= 0 ? from : crossed.get(place - 1);
    }

    /** Returns the releases that begin another major version. */
    List<Semver> breaking() {
        return crossed.stream()
                .filter(this::isBreaking)
                .map(TemplateRelease::version)
                .toList();
    }

    boolean isBreaking(TemplateRelease release) {
        return release.version().getMajor() != before(release).version().getMajor();
    }

    /** Returns the names of the modules of both ends, those of the target first. */
    List<String> moduleNames() {
        var names = new LinkedHashSet<>(to().modules().keySet());
        names.addAll(from.modules().keySet());
        return List.copyOf(names);
    }
}
