package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.semver4j.Semver;

/**
 * Within a major version nothing is taken away: a version has every parameter of the one below it, or says that it is
 * renamed or retired, and every module. Each is held against both its neighbours, so that the order of publishing is
 * nothing to it. A pre-release promises nothing, and while the major version is 0 each minor one stands for itself
 * (Semantic Versioning 2.0, sections 4 and 9).
 */
final class BreakingRule {

    private BreakingRule() {}

    /** Whether what one version has binds another. */
    static boolean appliesTo(Semver one, Semver other) {
        return one.getPreRelease().isEmpty()
                && other.getPreRelease().isEmpty()
                && one.getMajor() == other.getMajor()
                && (one.getMajor() > 0 || one.getMinor() == other.getMinor());
    }

    /** @param judgesHigher whether the higher one is to be published, and not the lower one */
    static List<Fault> findRemoved(CompatibilityContract lower, CompatibilityContract higher, boolean judgesHigher) {
        var faults = new ArrayList<Fault>();
        for (var name : without(lower.parameters(), higher.parameters())) {
            if (!higher.retiredParameters().contains(name)) {
                faults.add(new Fault("/spec/parameters", detail("parameter", name, lower, higher, judgesHigher)));
            }
        }
        for (var name : without(lower.modules(), higher.modules())) {
            faults.add(new Fault("/spec/modules", detail("module", name, lower, higher, judgesHigher)));
        }
        return faults;
    }

    private static String detail(
            String what, String name, CompatibilityContract lower, CompatibilityContract higher, boolean judgesHigher) {
        var remedy = what.equals("parameter")
                ? "keep it, say renamedFrom or retired, or publish another major version."
                : "keep it, or publish another major version.";
        return judgesHigher
                ? "%s '%s' of %s is missing: %s".formatted(what, name, lower.version(), remedy)
                : "%s, which is published, lacks the %s '%s' that this version has: leave it out, or publish it above."
                        .formatted(higher.version(), what, name);
    }

    private static Iterable<String> without(Set<String> all, Set<String> some) {
        var rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
