package dev.milepost.publishing;

import dev.milepost.composition.Composer;
import dev.milepost.composition.Setting;
import dev.milepost.manifests.GoldenPath;
import dev.milepost.manifests.Manifest;
import dev.milepost.platform.ProblemException.Fault;
import dev.milepost.resolution.Lock;
import dev.milepost.resolution.Resolver;
import dev.milepost.templates.Registry;
import dev.milepost.templates.StoredVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out whether a version may be published, and what it is made of. */
@ApplicationScoped
class Examination {

    private static final String SOMEWHERE = "http://localhost";

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
        requireComposable(path, lock);
        return lock;
    }

    /** With either actions: which of them there are is known only when Backstage asks. */
    private void requireComposable(GoldenPath path, Lock lock) {
        var assembly = registry.assemble(path, lock);
        for (var actions : Setting.Actions.values()) {
            Composer.compose(assembly, new Setting(SOMEWHERE, actions, path.name(), false));
        }
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
            faults.addAll(BreakingRule.missing(promise(lower), promise, true));
        }
        if (higher != null) {
            faults.addAll(BreakingRule.missing(promise, promise(higher), false));
        }
        if (!faults.isEmpty()) {
            throw new BreakingChange(faults);
        }
    }

    private Promise promise(StoredVersion version) {
        return Promise.of(version.manifest(), version.lock() == null ? List.of() : registry.modules(version.lock()));
    }
}
