package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** An archive of a module that contains unexpected files or lacks a required one. */
final class InvalidModuleArchive extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidModuleArchive(String path, String detail) {
        super(
                422,
                "invalid-module-archive",
                "The archive is not a valid module.",
                path + " " + detail,
                List.of(new Fault(path, detail)));
    }
}
