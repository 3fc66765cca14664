package dev.milepost.cli.authoring;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** A file that is not allowed in a skeleton. The fault's pointer is the path of the file. */
final class BrokenSkeleton extends ProblemException {

    private static final long serialVersionUID = 1L;

    BrokenSkeleton(String path, String detail) {
        super(422, "broken-skeleton", "The skeleton is not valid.", detail, List.of(new Fault(path, detail)));
    }
}
