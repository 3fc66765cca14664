package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** An archive of a module with something in it that nobody reads, or without what is needed. */
final class InvalidModuleArchive extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidModuleArchive(String path, String detail) {
        super(
                422,
                "invalid-module-archive",
                "The archive is no module.",
                path + " " + detail,
                List.of(new Fault(path, detail)));
    }
}
