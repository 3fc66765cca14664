package dev.milepost.templates.backstage;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** A version has no Template. Backstage removes the version's Template from its catalog in response. */
final class UnservedTemplate extends ProblemException {

    private static final long serialVersionUID = 1L;

    private UnservedTemplate(String detail) {
        super(ProblemType.UNSERVED_TEMPLATE, detail);
    }

    static UnservedTemplate unknown(String name, String version) {
        return new UnservedTemplate("Version '%s' of template '%s' has not been published.".formatted(version, name));
    }

    static UnservedTemplate withdrawn(String name, String version) {
        return new UnservedTemplate(
                "Version '%s' of template '%s' was withdrawn. Choose another version.".formatted(version, name));
    }
}
