package dev.milepost.templates.composition;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** Modules that cannot be combined into one Template or service, although their versions are compatible. */
public final class Uncomposable extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** @param pointer a pointer into the manifest of the module that the detail names, or the path of a file */
    Uncomposable(String pointer, String detail) {
        super(
                ProblemType.UNCOMPOSABLE_MODULES,
                detail,
                List.of(new Fault(pointer, detail)));
    }
}
