package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.semver4j.Semver;

/**
 * The rule that a major version removes nothing. A version has every module of the next lower version, and every
 * parameter unless it declares the parameter as renamed or retired. A version is compared with both of its neighbours,
 * so that the order of publishing does not matter. Pre-releases are exempt. While the major version is 0, each minor
 * version is separate (Semantic Versioning 2.0, sections 4 and 9).
 */
final class BreakingRule {

    private BreakingRule() {}

    /** Whether the rule applies between two versions. */
    static boolean appliesTo(Semver one, Semver other) {
        return one.getPreRelease().isEmpty()
                && other.getPreRelease().isEmpty()
                && one.getMajor() == other.getMajor()
                && (one.getMajor() > 0 || one.getMinor() == other.getMinor());
    }

    /** @param judgesHigher whether the higher version is the one to be published; false for the lower one */
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
                ? "Keep it, declare it with renamedFrom or retired, or publish a new major version."
                : "Keep it, or publish a new major version.";
        return judgesHigher
                ? "The %s '%s' of version %s is missing. %s".formatted(what, name, lower.version(), remedy)
                : "Version %1$s is already published, is higher than this version, and lacks its %2$s '%3$s'. Remove it, or publish this version above %1$s."
                        .formatted(higher.version(), what, name);
    }

    private static Iterable<String> without(Set<String> all, Set<String> some) {
        var rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
