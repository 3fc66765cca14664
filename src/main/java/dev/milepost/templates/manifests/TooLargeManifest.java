package dev.milepost.templates.manifests;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** A manifest that exceeds the size limit. */
public final class TooLargeManifest extends ProblemException {

    private static final long serialVersionUID = 1L;

    TooLargeManifest() {
        super(
                ProblemType.TOO_LARGE,
                "A manifest may have at most " + ManifestReader.MAX_BYTES + " bytes (1 MiB).");
    }
}
