package dev.milepost.upgrades;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.semver4j.Semver;

/**
 * The way from one version of a golden path to a later one: a function of the releases alone.
 *
 * @param crossed ascending, without {@code from}; the last is where it leads
 */
record UpgradePath(Release from, List<Release> crossed, ParameterPath parameters, ModulePath modules) {

    /** @param crossed those after {@code from} up to the one that it leads to, in any order */
    static UpgradePath of(Release from, List<Release> crossed, ModulePath modules) {
        var ascending = new ArrayList<>(crossed);
        ascending.sort((one, other) -> one.version().compareTo(other.version()));
        var parameters = ParameterPath.at(from);
        for (var release : ascending) {
            parameters = parameters.to(release);
        }
        return new UpgradePath(from, List.copyOf(ascending), parameters, modules);
    }

    Release to() {
        return crossed.isEmpty() ? from : crossed.get(crossed.size() - 1);
    }

    /** What a release comes after on this way. */
    Release before(Release release) {
        int place = crossed.indexOf(release);
        return place <= 0 ? from : crossed.get(place - 1);
    }

    /** The releases that begin another major version. */
    List<Semver> breaking() {
        return crossed.stream().filter(this::isBreaking).map(Release::version).toList();
    }

    boolean isBreaking(Release release) {
        return release.version().getMajor() != before(release).version().getMajor();
    }

    List<ModulePath.Step> migrations() {
        return modules.migrations(from, crossed);
    }

    /** The names of the modules of both ends, those that are there in the end first. */
    List<String> moduleNames() {
        var names = new LinkedHashSet<>(to().modules().keySet());
        names.addAll(from.modules().keySet());
        return List.copyOf(names);
    }
}
