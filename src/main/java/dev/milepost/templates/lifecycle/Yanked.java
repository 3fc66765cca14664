package dev.milepost.templates.lifecycle;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.registry.Yank;

/** A yanked version cannot be promoted. */
final class Yanked extends ProblemException {

    private static final long serialVersionUID = 1L;

    Yanked(String name, String version, Yank yank) {
        super(
                ProblemType.VERSION_YANKED,
                "%s %s was withdrawn at %s: %s%s"
                        .formatted(
                                name,
                                version,
                                yank.at(),
                                yank.reason(),
                                yank.successor() == null ? "" : " Its successor is " + yank.successor() + "."));
    }
}
