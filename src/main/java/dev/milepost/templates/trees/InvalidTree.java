package dev.milepost.templates.trees;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** Files whose paths are invalid in a tree. Each fault's pointer is the path. */
public final class InvalidTree extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidTree(List<Fault> faults) {
        super(
                422,
                "invalid-tree",
                "The paths of the files are invalid.",
                "'%s': %s".formatted(faults.get(0).pointer(), faults.get(0).detail()),
                faults);
    }
}
