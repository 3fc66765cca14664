package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** An archive of a module that contains unexpected files or lacks a required one. */
final class InvalidModuleArchive extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidModuleArchive(String path, String detail) {
        super(
                ProblemType.INVALID_MODULE_ARCHIVE,
                path + " " + detail,
                List.of(new Fault(path, detail)));
    }
}
