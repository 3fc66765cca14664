package dev.milepost.templates.manifests;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;
import java.util.stream.Collectors;

/** A manifest that violates its schema or the rules beyond it. Each fault points into the document. */
public final class InvalidManifest extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 3;

    InvalidManifest(List<Fault> faults) {
        super(ProblemType.INVALID_MANIFEST, detail(faults), faults);
    }

    private static String detail(List<Fault> faults) {
        var first = faults.stream()
                .limit(MAX_SHOWN)
                .map(fault -> (fault.pointer().isEmpty() ? "The document" : fault.pointer()) + " " + fault.detail())
                .collect(Collectors.joining("; "));
        return faults.size() > MAX_SHOWN ? first + "; and " + (faults.size() - MAX_SHOWN) + " more" : first;
    }
}
