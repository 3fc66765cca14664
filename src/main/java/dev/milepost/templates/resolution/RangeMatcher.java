package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.ModuleManifest.ModuleSelector;
import java.util.HashMap;
import java.util.Map;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/** Matches versions against npm ranges. Each range is parsed once. An invalid range matches no version. */
public final class RangeMatcher {

    private static final RangeList NOTHING = new RangeList(false);

    private final Map<String, RangeList> read = new HashMap<>();
    private final Map<String, RangeList> readWithPreReleases = new HashMap<>();

    /** Whether a version is in a range. A pre-release is only if the range names a pre-release of the same version. */
    public boolean matches(String range, Semver version) {
        return holds(read.computeIfAbsent(range, text -> read(text, false)), version);
    }

    /**
     * Whether a version is in a range, with pre-releases treated as any other version. Conflicts are matched this way.
     */
    boolean matchesWithPreReleases(String range, Semver version) {
        return holds(readWithPreReleases.computeIfAbsent(range, text -> read(text, true)), version);
    }

    /** Whether a module provides the required capability in the required range. */
    boolean provides(ModuleManifest module, ModuleSelector selector) {
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
            // The library throws various exceptions for numbers beyond its limits.
            return NOTHING;
        }
    }
}
