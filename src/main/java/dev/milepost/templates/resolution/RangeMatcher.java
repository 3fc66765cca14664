package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.TemplateModule;
import dev.milepost.templates.manifests.TemplateModule.ModuleSelector;
import java.util.HashMap;
import java.util.Map;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/** Ranges of versions as npm reads them, each read once; what is no range has no version in it. */
final class RangeMatcher {

    private static final RangeList NOTHING = new RangeList(false);

    private final Map<String, RangeList> read = new HashMap<>();
    private final Map<String, RangeList> readWithPreReleases = new HashMap<>();

    /** Whether a range takes a version; a pre-release only where the range names one of the same version. */
    boolean matches(String range, Semver version) {
        return holds(read.computeIfAbsent(range, text -> read(text, false)), version);
    }

    /** Whether a version lies within a range, pre-releases like any other, as conflicts mean it. */
    boolean matchesWithPreReleases(String range, Semver version) {
        return holds(readWithPreReleases.computeIfAbsent(range, text -> read(text, true)), version);
    }

    /** Whether a module provides what is required, where that is a capability. */
    boolean provides(TemplateModule module, ModuleSelector selector) {
        return module.provides().stream()
                .anyMatch(capability -> capability.name().equals(selector.capability())
                        && matches(selector.range(), capability.version()));
    }

    private static boolean holds(RangeList range, Semver version) {
        return !range.get().isEmpty() && version.satisfies(range);
    }

    private static RangeList read(String text, boolean preReleases) {
        try {
            return RangeListFactory.create(text, preReleases);
        } catch (RuntimeException e) {
            // Numbers beyond its bounds make the library throw whatever it meets first.
            return NOTHING;
        }
    }
}
