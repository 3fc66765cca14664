package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.templates.lifecycle.ChangeRecorder;
import dev.milepost.templates.lifecycle.VersionPublisher;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.registry.LockDocument;
import dev.milepost.templates.registry.PublishRequest;
import dev.milepost.templates.registry.PublishedVersion;
import dev.milepost.templates.registry.Registry;
import dev.milepost.templates.registry.StoredVersion;
import dev.milepost.templates.trees.FileTree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
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
        var published = registry.findVersions(ref.kind(), ref.name());
        change.require(ref.kind(), ref.name(), owner(request, published));
        var digest = ManifestReader.digest(manifest, request.files());
        var same = registry.findVersion(ref);
        if (same.isPresent()) {
            requireSame(same.get(), digest);
            publisher.changeSource(change, same.get(), request.source());
            return false;
        }
        if (published.size() >= Registry.MAX_VERSIONS) {
            throw ProblemException.of(
                    ProblemType.INVALID_MANIFEST,
                    "/metadata/version is one too many: a name has at most %,d versions. Publish under another name."
                            .formatted(Registry.MAX_VERSIONS),
                    "/metadata/version");
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
        var published = registry.findVersions(path.name()).stream()
                .filter(version -> !version.version().equals(path.version()))
                .toList();
        return LockDocument.of(validation.resolve(path, ManifestReader.digest(path, FileTree.EMPTY), published));
    }

    /** Returns the owner of the name by its highest version, or by the manifest if there is no version yet. */
    private String owner(PublishRequest request, List<PublishedVersion> published) {
        return published.isEmpty()
                ? request.manifest().metadata().owner()
                : registry.owner(request.ref().kind(), request.ref().name());
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

    private static @Nullable String previous(List<PublishedVersion> published, StoredVersion version) {
        return published.stream()
                .filter(known -> known.version().isLowerThan(version.semver()))
                .reduce((lower, higher) -> higher)
                .map(known -> known.ref().version())
                .orElse(null);
    }
}
