package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.templates.lifecycle.ChangeRecorder;
import dev.milepost.templates.lifecycle.VersionPublisher;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.registry.LockDocument;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.PublishRequest;
import dev.milepost.templates.registry.Registry;
import dev.milepost.templates.registry.StoredVersion;
import dev.milepost.templates.trees.FileTree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Publishes versions of golden paths and modules. Publishing is idempotent. */
@ApplicationScoped
class PublishingService {

    private final Registry registry;
    private final PublishValidation validation;
    private final ChangeRecorder changes;
    private final VersionPublisher publisher;

    PublishingService(
            Registry registry, PublishValidation validation, ChangeRecorder changes, VersionPublisher publisher) {
        this.registry = registry;
        this.validation = validation;
        this.changes = changes;
        this.publisher = publisher;
    }

    /** Returns whether the version is new. Publishing equal content again succeeds and changes nothing. */
    @Transactional
    boolean publish(PublishRequest request) {
        var change = changes.begin();
        var ref = request.ref();
        var manifest = request.manifest();
        var published = registry.findStored(ref.kind(), ref.name());
        change.require(ref.kind(), ref.name(), owner(request, published));
        var digest = ManifestReader.digest(manifest, request.files());
        var same = find(published, ref.version());
        if (same.isPresent()) {
            requireSame(same.get(), digest);
            publisher.changeSource(change, same.get(), request.source());
            return false;
        }
        var lock = validation.validate(manifest, digest, published);
        var version = new StoredVersion(
                manifest,
                digest,
                request.filesDigest(),
                request.source(),
                lock,
                change.at(),
                change.caller().name(),
                null,
                null);
        publisher.add(change, version, request, previous(published, version));
        return true;
    }

    /** Returns the lock that a golden path would be published with. */
    @Snapshot
    LockDocument resolve(GoldenPath path) {
        var published = registry.findStored(ManifestKind.GOLDEN_PATH, path.name()).stream()
                .filter(version -> !version.version().equals(path.version().toString()))
                .toList();
        return LockDocument.of(validation.resolve(path, ManifestReader.digest(path, FileTree.EMPTY), published));
    }

    /** Returns the owner of the name by its highest version, or by the manifest if there is no version yet. */
    private static String owner(PublishRequest request, List<StoredVersion> published) {
        var owning = published.isEmpty()
                ? request.manifest()
                : published.get(published.size() - 1).manifest();
        return owning.metadata().owner();
    }

    private static void requireSame(StoredVersion published, String digest) {
        if (!published.digest().equals(digest)) {
            throw ProblemException.of(
                    ProblemType.VERSION_TAKEN,
                    "%s %s was published at %s with the digest %s. This content has the digest %s. A published version never changes. Publish it as another version."
                            .formatted(
                                    published.name(),
                                    published.version(),
                                    published.publishedAt(),
                                    published.digest(),
                                    digest));
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
