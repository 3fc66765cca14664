package dev.milepost.upgrades;

import dev.milepost.platform.ProblemException;

/** A golden path, a version or a channel of it that the registry does not have. */
final class UnknownRelease extends ProblemException {

    private static final long serialVersionUID = 1L;

    private UnknownRelease(String detail) {
        super(404, "unknown-release", "The registry has no such release.", detail);
    }

    static UnknownRelease template(String name) {
        return new UnknownRelease("No version of golden path '%s' has been published.".formatted(name));
    }

    static UnknownRelease release(String name, String text) {
        return new UnknownRelease("'%s' is no published version of golden path '%s', nor a channel that points to one."
                .formatted(text, name));
    }
}
