package dev.milepost.platform.documents;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** The text has more than {@link DocumentLimits#BYTES} bytes. */
public final class DocumentTooLarge extends ProblemException {

    private static final long serialVersionUID = 1L;

    DocumentTooLarge() {
        super(
                ProblemType.TOO_LARGE,
                "A text may have at most " + DocumentLimits.BYTES + " bytes (10 MiB)");
    }
}
