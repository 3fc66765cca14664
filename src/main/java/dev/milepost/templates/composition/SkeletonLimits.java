package dev.milepost.templates.composition;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.settings.HeapShare;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.trees.TarArchive;

/** The limits of the skeletons of one golden path. They are loaded one after the other; the limits bound the work. */
public final class SkeletonLimits {

    /** The maximum size of all skeletons together, in bytes. */
    static final long BYTES = HeapShare.of(8, 64L << 20);

    private SkeletonLimits() {}

    /** Throws a problem, {@code uncomposable-modules}, if the skeletons are too large together. Loads none of them. */
    public static void require(ResolvedGoldenPath resolved) {
        require(resolved, BYTES);
    }

    static void require(ResolvedGoldenPath resolved, long most) {
        long bytes = 0;
        long files = 0;
        for (var module : resolved.modules()) {
            bytes += module.files().size();
            if (bytes > most) {
                throw tooLarge("are larger than " + HeapShare.text(most));
            }
            files += module.files().paths().size();
            if (files > TarArchive.MAX_FILES) {
                throw tooLarge("have more than %,d files".formatted(TarArchive.MAX_FILES));
            }
        }
    }

    private static ProblemException tooLarge(String limit) {
        return ProblemException.of(
                ProblemType.UNCOMPOSABLE_MODULES,
                "The skeletons of the modules together %s, the limit for one golden path. Use fewer or smaller modules."
                        .formatted(limit),
                "/spec/modules");
    }
}
