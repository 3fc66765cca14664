package dev.milepost.templates.manifests;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** A text that is not the JSON or YAML that it is said to be, or that no manifest needs to be written in. */
public final class UnreadableManifest extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line counted from 1; 0 where it is not known, else the detail names it */
    UnreadableManifest(String detail, int line) {
        super(
                400,
                "unreadable-manifest",
                "The text cannot be read as a manifest.",
                detail,
                List.of(new Fault("", detail)));
        this.line = line;
    }

    /** The line of the fault, from 1; 0 where it is not known. */
    public int line() {
        return line;
    }
}
