package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.templates.lifecycle.VersionPublisher;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.registry.LockDocument;
import dev.milepost.templates.registry.PublishRequest;
import dev.milepost.templates.registry.Registry;
import dev.milepost.templates.registry.StoredVersion;
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
    private final VersionPublisher newVersions;

    PublishingService(Registry registry, PublishValidation validation, VersionPublisher newVersions) {
        this.registry = registry;
        this.validation = validation;
        this.newVersions = newVersions;
    }

    /** Returns whether the version is new. Publishing equal content again succeeds and changes nothing. */
    @Transactional
    boolean publish(PublishRequest request) {
        var context = newVersions.begin();
        var kind = request.kind();
        var manifest = request.manifest();
        var published = registry.findStored(kind, manifest.name());
        context.require(kind, manifest.name(), owner(request, published));
        var digest = ManifestReader.digest(manifest, request.files());
        var same = find(published, manifest.version().toString());
        if (same.isPresent()) {
            requireSame(same.get(), digest);
            newVersions.changeSource(context, same.get(), request);
            return false;
        }
        var lock = validation.validate(manifest, digest, published);
        var version = new StoredVersion(
                manifest,
                digest,
                request.filesDigest(),
                request.source(),
                lock,
                context.at(),
                context.caller().name(),
                null,
                null);
        newVersions.add(context, version, request, previous(published, version));
        return true;
    }

    /** Returns the lock that a golden path would be published with. */
    @Snapshot
    LockDocument resolve(PublishRequest request) {
        var manifest = request.manifest();
        var published = registry.findStored(request.kind(), manifest.name()).stream()
                .filter(version -> !version.version().equals(manifest.version().toString()))
                .toList();
        var digest = ManifestReader.digest(manifest, request.files());
        var lock = validation.validate(manifest, digest, published);
        if (lock == null) {
            throw new IllegalStateException("Only golden paths are resolved");
        }
        return LockDocument.of(lock);
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
