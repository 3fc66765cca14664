package dev.milepost.templates.composition;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** Modules that cannot be made one Template or one service, though their versions go together. */
public final class Uncomposable extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** @param pointer into the manifest of the module that the detail names, or the path of a file */
    Uncomposable(String pointer, String detail) {
        super(
                422,
                "uncomposable-modules",
                "The modules cannot be put together.",
                detail,
                List.of(new Fault(pointer, detail)));
    }
}
