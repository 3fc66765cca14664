package dev.milepost.templates.manifests;

import dev.milepost.platform.http.ProblemException;

/** More than a manifest may be. */
public final class TooLargeManifest extends ProblemException {

    private static final long serialVersionUID = 1L;

    TooLargeManifest() {
        super(
                413,
                "too-large",
                "The body is larger than the limit.",
                "A manifest may have at most " + ManifestReader.MAX_BYTES + " bytes (1 MiB)");
    }
}
