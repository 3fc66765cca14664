package dev.milepost.publishing;

import dev.milepost.lifecycle.NewVersions;
import dev.milepost.manifests.ManifestReader;
import dev.milepost.platform.Snapshot;
import dev.milepost.templates.LockDocument;
import dev.milepost.templates.Registry;
import dev.milepost.templates.StoredVersion;
import dev.milepost.templates.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Publishes versions of golden paths and modules, each once. */
@ApplicationScoped
class Publishing {

    private final Registry registry;
    private final Examination examination;
    private final NewVersions newVersions;

    Publishing(Registry registry, Examination examination, NewVersions newVersions) {
        this.registry = registry;
        this.examination = examination;
        this.newVersions = newVersions;
    }

    /** Whether the version is new; the same content again is fine, and changes nothing. */
    @Transactional
    boolean publish(Submission submission) {
        var act = newVersions.begin();
        var kind = submission.kind();
        var manifest = submission.manifest();
        var published = registry.findStored(kind, manifest.name());
        act.require(kind, manifest.name(), owner(submission, published));
        var digest = ManifestReader.digest(manifest, submission.files());
        var same = find(published, manifest.version().toString());
        if (same.isPresent()) {
            requireSame(same.get(), digest);
            newVersions.move(act, same.get(), submission);
            return false;
        }
        var lock = examination.examine(manifest, digest, published);
        var version = new StoredVersion(
                manifest,
                digest,
                submission.filesDigest(),
                submission.source(),
                lock,
                act.at(),
                act.caller().name(),
                null,
                null);
        newVersions.add(act, version, submission, previous(published, version));
        return true;
    }

    /** The lock that a golden path would be published with. */
    @Snapshot
    LockDocument resolve(Submission submission) {
        var manifest = submission.manifest();
        var published = registry.findStored(submission.kind(), manifest.name()).stream()
                .filter(version -> !version.version().equals(manifest.version().toString()))
                .toList();
        var digest = ManifestReader.digest(manifest, submission.files());
        var lock = examination.examine(manifest, digest, published);
        if (lock == null) {
            throw new IllegalStateException("Only golden paths are resolved");
        }
        return LockDocument.of(lock);
    }

    /** Whose it is already, as its highest version says; else who it is to be of. */
    private static String owner(Submission submission, List<StoredVersion> published) {
        var owning = published.isEmpty()
                ? submission.manifest()
                : published.get(published.size() - 1).manifest();
        return owning.metadata().owner();
    }

    private static void requireSame(StoredVersion published, String digest) {
        if (!published.digest().equals(digest)) {
            throw new VersionTaken(published, digest);
        }
    }

    private static Optional<StoredVersion> find(List<StoredVersion> published, String version) {
        return published.stream()
                .filter(known -> known.version().equals(version))
                .findFirst();
    }

    private static @Nullable String previous(List<StoredVersion> published, StoredVersion version) {
        return published.stream()
                .filter(known -> known.semver().isLowerThan(version.semver()))
                .reduce((lower, higher) -> higher)
                .map(StoredVersion::version)
                .orElse(null);
    }
}
