package dev.milepost.templates.manifests;

import dev.milepost.platform.documents.UnreadableDocument;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** A text that is not valid JSON or YAML as declared, or that uses features that manifests do not allow. */
public final class UnreadableManifest extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line counted from 1; 0 if unknown or if the detail names it */
    UnreadableManifest(String detail, int line) {
        this(detail, line, List.of(new Fault("", detail)));
    }

    UnreadableManifest(UnreadableDocument fault) {
        this(String.valueOf(fault.getMessage()), fault.line(), fault.faults());
    }

    private UnreadableManifest(String detail, int line, List<Fault> faults) {
        super(ProblemType.UNREADABLE_MANIFEST, detail, faults);
        this.line = line;
    }

    /** Returns the line of the fault, counted from 1; 0 if unknown. */
    public int line() {
        return line;
    }
}
