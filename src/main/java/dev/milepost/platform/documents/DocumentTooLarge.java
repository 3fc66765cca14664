package dev.milepost.platform.documents;

import dev.milepost.platform.http.ProblemException;

/** The text has more than {@link DocumentLimits#BYTES} bytes. */
public final class DocumentTooLarge extends ProblemException {

    private static final long serialVersionUID = 1L;

    DocumentTooLarge() {
        super(
                413,
                "too-large",
                "The body is larger than the limit.",
                "A text may have at most " + DocumentLimits.BYTES + " bytes (10 MiB)");
    }
}
