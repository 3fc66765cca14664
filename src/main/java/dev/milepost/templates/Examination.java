package dev.milepost.templates;

import dev.milepost.manifests.GoldenPath;
import dev.milepost.manifests.Manifest;
import dev.milepost.platform.ProblemException.Fault;
import dev.milepost.resolution.Lock;
import dev.milepost.resolution.Resolver;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out whether a version may be published, and what it is made of. */
@ApplicationScoped
class Examination {

    private final Registry registry;

    Examination(Registry registry) {
        this.registry = registry;
    }

    /**
     * The lock of a golden path; null for a module, which has none.
     *
     * @param published all versions of its name, ascending
     */
    @Nullable
    Lock examine(Manifest manifest, String digest, List<StoredVersion> published) {
        if (!(manifest instanceof GoldenPath path)) {
            requireUnbroken(Promise.of(manifest, List.of()), published);
            return null;
        }
        var lock = Resolver.resolve(path, digest, registry.offer(path));
        requireUnbroken(Promise.of(path, registry.modules(lock)), published);
        return lock;
    }

    private void requireUnbroken(Promise promise, List<StoredVersion> published) {
        @Nullable StoredVersion lower = null;
        @Nullable StoredVersion higher = null;
        for (var version : published) {
            if (BreakingRule.binds(version.semver(), promise.version())) {
                int order = version.semver().compareTo(promise.version());
                lower = order < 0 ? version : lower;
                higher = order > 0 && higher == null ? version : higher;
            }
        }
        var faults = new ArrayList<Fault>();
        if (lower != null) {
            var below = promise(lower);
            faults.addAll(BreakingRule.missing(below, promise, below));
        }
        if (higher != null) {
            var above = promise(higher);
            faults.addAll(BreakingRule.missing(promise, above, above));
        }
        if (!faults.isEmpty()) {
            throw new BreakingChange(faults);
        }
    }

    private Promise promise(StoredVersion version) {
        return Promise.of(version.manifest(), version.lock() == null ? List.of() : registry.modules(version.lock()));
    }
}
