package dev.milepost.templates.trees;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** Files whose paths are invalid in a tree. Each fault's pointer is the path. */
public final class InvalidTree extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidTree(List<Fault> faults) {
        super(
                ProblemType.INVALID_TREE,
                "'%s': %s".formatted(faults.get(0).pointer(), faults.get(0).detail()),
                faults);
    }
}
