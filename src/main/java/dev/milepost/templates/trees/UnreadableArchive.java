package dev.milepost.templates.trees;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** Bytes that are no archive of files, or one with more in it than a tree may have; a fault's pointer is the path. */
public final class UnreadableArchive extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnreadableArchive(String detail) {
        this(detail, List.of(new Fault("", detail)));
    }

    /** @param path of the file at fault */
    UnreadableArchive(String path, String detail) {
        this("'%s': %s".formatted(path, detail), List.of(new Fault(path, detail)));
    }

    UnreadableArchive(String detail, List<Fault> faults) {
        super(422, "unreadable-archive", "The archive cannot be read as files.", detail, faults);
    }
}
