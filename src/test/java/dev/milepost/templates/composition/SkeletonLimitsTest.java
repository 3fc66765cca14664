package dev.milepost.templates.composition;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.resolution.ModuleFiles;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import dev.milepost.templates.trees.FileTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The skeletons of a golden path, of which none is loaded to find out whether all are too large. */
class SkeletonLimitsTest {

    private static final long MOST = 40 << 20;

    private record Files(long size, int count) implements ModuleFiles {

        @Override
        public List<String> paths() {
            return Collections.nCopies(count, "a");
        }

        @Override
        public FileTree load() {
            throw new AssertionError("must not be loaded");
        }
    }

    private static ResolvedGoldenPath of(int modules, Files files) {
        var parts = new ArrayList<ResolvedModule>();
        for (int i = 0; i < modules; i++) {
            parts.add(ModuleFixtures.part("module-" + i, "scaffold", "", Map.of()));
        }
        var resolved = ModuleFixtures.of(parts.toArray(ResolvedModule[]::new)).assemble("");
        return new ResolvedGoldenPath(
                resolved.goldenPath(),
                resolved.lock(),
                resolved.modules().stream()
                        .map(module -> new ResolvedModule(module.module(), files, null))
                        .toList());
    }

    @Test
    void acceptsSkeletonsWithinTheLimit() {
        var resolved = of(2, new Files(20 << 20, 10));

        assertThatCode(() -> SkeletonLimits.require(resolved, MOST)).doesNotThrowAnyException();
    }

    @Test
    void refusesSkeletonsThatAreTooLargeTogether() {
        var resolved = of(3, new Files(20 << 20, 10));

        assertProblem(ProblemType.UNCOMPOSABLE_MODULES, () -> SkeletonLimits.require(resolved, MOST))
                .hasMessageContaining("together are larger than 40 MiB");
    }

    @Test
    void refusesTooManyFiles() {
        var resolved = of(3, new Files(1, 2_000));

        assertProblem(ProblemType.UNCOMPOSABLE_MODULES, () -> SkeletonLimits.require(resolved, MOST))
                .hasMessageContaining("more than 5,000 files");
    }
}
