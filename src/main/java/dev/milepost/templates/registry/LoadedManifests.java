package dev.milepost.templates.registry;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.settings.HeapShare;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.resolution.Lockfile;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The manifests that one answer needs. Each is loaded once, and all together take at most a share of the heap. Not
 * thread-safe.
 */
public final class LoadedManifests {

    static final long MOST = HeapShare.of(12, 128L << 20);

    private final VersionRepository versions;
    private final SkeletonFiles skeletons;
    private final ProblemType tooLarge;
    private final long most;
    private final Map<String, Manifest> known = new HashMap<>();
    private long bytes;

    /** @param tooLarge the problem if the manifests take more memory than {@code most} */
    LoadedManifests(VersionRepository versions, SkeletonFiles skeletons, ProblemType tooLarge, long most) {
        this.versions = versions;
        this.skeletons = skeletons;
        this.tooLarge = tooLarge;
        this.most = most;
    }

    /** Returns a version's lock with all manifests and files that it names, including yanked ones. */
    public Optional<ResolvedGoldenPath> findResolved(String name, String version) {
        return versions.findVersion(new VersionRef(ManifestKind.GOLDEN_PATH, name, version))
                .map(this::keep)
                .map(stored -> resolved(stored.goldenPath(), stored.lockOfGoldenPath()));
    }

    /** Returns a lock with the manifests and files that it names. */
    ResolvedGoldenPath resolved(GoldenPath goldenPath, Lockfile lock) {
        return new ResolvedGoldenPath(
                goldenPath, lock, lock.modules().stream().map(this::module).toList());
    }

    /** Charges the memory for what is made of the manifests. */
    public void charge(long more) {
        bytes += more;
        if (bytes > most) {
            throw ProblemException.of(
                    tooLarge,
                    "The manifests of the golden path and its modules take more than %s of memory. Use fewer or smaller modules, or a version in between."
                            .formatted(HeapShare.text(most)));
        }
    }

    private ResolvedModule module(Lockfile.LockedModule locked) {
        var stored = keep(versions.locked(locked));
        return new ResolvedModule(stored.module(), skeletons.files(stored.files()), stored.source());
    }

    /** Returns the version with the manifest of its digest that was loaded first. */
    private StoredVersion keep(StoredVersion stored) {
        var manifest = known.get(stored.digest());
        if (manifest == null) {
            charge(ManifestCache.bytes(stored.manifest()));
            manifest = stored.manifest();
            known.put(stored.digest(), manifest);
        }
        return stored.with(manifest);
    }
}
