package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.registry.StoredVersion;

/** The version is already published with other content. Published versions never change. */
final class VersionTaken extends ProblemException {

    private static final long serialVersionUID = 1L;

    VersionTaken(StoredVersion published, String digest) {
        super(
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
