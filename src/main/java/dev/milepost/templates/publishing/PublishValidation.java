package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.composition.Composer;
import dev.milepost.templates.composition.CompositionSettings;
import dev.milepost.templates.composition.SkeletonLimits;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.registry.PublishedVersion;
import dev.milepost.templates.registry.Registry;
import dev.milepost.templates.resolution.Lockfile;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import dev.milepost.templates.resolution.Resolver;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Validates that a version may be published, and resolves its modules. */
@ApplicationScoped
class PublishValidation {

    private static final String PLACEHOLDER_URL = "http://localhost";

    private final Registry registry;

    PublishValidation(Registry registry) {
        this.registry = registry;
    }

    /**
     * Returns the lock of a golden path; null for a module, which has none.
     *
     * @param published all versions of the name, ascending
     */
    @Nullable
    Lockfile validate(Manifest manifest, String digest, List<PublishedVersion> published) {
        if (manifest instanceof GoldenPath path) {
            return resolve(path, digest, published);
        }
        requireCompatible(CompatibilityContract.of(manifest, List.of()), published);
        return null;
    }

    /** Returns the lock that a golden path is published with. */
    Lockfile resolve(GoldenPath path, String digest, List<PublishedVersion> published) {
        var lock = Resolver.resolve(path, digest, registry.availableModules(path));
        var resolved = registry.loadResolved(path, lock);
        var modules = resolved.modules().stream().map(ResolvedModule::module).toList();
        requireCompatible(CompatibilityContract.of(path, modules), published);
        requireComposable(resolved);
        return lock;
    }

    /** Composes the Template with both sets of actions, since the set in use is only known when Backstage asks. */
    private static void requireComposable(ResolvedGoldenPath resolved) {
        SkeletonLimits.require(resolved);
        for (var actions : CompositionSettings.Actions.values()) {
            Composer.compose(
                    resolved,
                    new CompositionSettings(
                            PLACEHOLDER_URL, actions, resolved.goldenPath().name(), false));
        }
    }

    private void requireCompatible(CompatibilityContract contract, List<PublishedVersion> published) {
        @Nullable PublishedVersion lower = null;
        @Nullable PublishedVersion higher = null;
        for (var version : published) {
            if (BreakingRule.appliesTo(version.version(), contract.version())) {
                int order = version.version().compareTo(contract.version());
                lower = order < 0 ? version : lower;
                higher = order > 0 && higher == null ? version : higher;
            }
        }
        var faults = new ArrayList<Fault>();
        if (lower != null) {
            faults.addAll(BreakingRule.findRemoved(contract(lower), contract, true));
        }
        if (higher != null) {
            faults.addAll(BreakingRule.findRemoved(contract, contract(higher), false));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.BREAKING_CHANGE,
                    faults.stream().map(Fault::detail).collect(Collectors.joining(" ")),
                    faults);
        }
    }

    /** Reads the manifests of one version, one by one. */
    private CompatibilityContract contract(PublishedVersion published) {
        var version = registry.require(published.ref());
        var contract = CompatibilityContract.of(version.manifest(), List.of());
        if (version.lock() != null) {
            registry.visitModules(version.lock(), contract::add);
        }
        return contract;
    }
}
