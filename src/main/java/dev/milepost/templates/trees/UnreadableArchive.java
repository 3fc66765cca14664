package dev.milepost.templates.trees;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** An archive that is damaged or contains more than a tree may. A fault's pointer is the path. */
public final class UnreadableArchive extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnreadableArchive(String detail) {
        this(detail, List.of(new Fault("", detail)));
    }

    /** @param path the path of the invalid file */
    UnreadableArchive(String path, String detail) {
        this("'%s': %s".formatted(path, detail), List.of(new Fault(path, detail)));
    }

    UnreadableArchive(String detail, List<Fault> faults) {
        super(ProblemType.UNREADABLE_ARCHIVE, detail, faults);
    }
}
