package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** A golden path, version or channel that is not in the registry. */
final class UnknownTemplateRelease extends ProblemException {

    private static final long serialVersionUID = 1L;

    private UnknownTemplateRelease(String detail) {
        super(ProblemType.UNKNOWN_RELEASE, detail);
    }

    static UnknownTemplateRelease template(String name) {
        return new UnknownTemplateRelease("No version of golden path '%s' has been published.".formatted(name));
    }

    static UnknownTemplateRelease release(String name, String text) {
        return new UnknownTemplateRelease(
                "'%s' is neither a published version of golden path '%s' nor a channel that points to one."
                        .formatted(text, name));
    }
}
