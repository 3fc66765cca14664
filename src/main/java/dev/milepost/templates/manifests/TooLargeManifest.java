package dev.milepost.templates.manifests;

import dev.milepost.platform.http.ProblemException;

/** A manifest that exceeds the size limit. */
public final class TooLargeManifest extends ProblemException {

    private static final long serialVersionUID = 1L;

    TooLargeManifest() {
        super(
                413,
                "too-large",
                "The body is larger than the limit.",
                "A manifest may have at most " + ManifestReader.MAX_BYTES + " bytes (1 MiB).");
    }
}
