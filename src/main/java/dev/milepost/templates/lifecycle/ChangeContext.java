package dev.milepost.templates.lifecycle;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.caller.Caller;
import dev.milepost.templates.registry.ManifestKind;
import java.time.Instant;

/** The caller and the time of a change. */
public record ChangeContext(Caller caller, Instant at) {

    /** Throws a problem, {@code not-allowed}, unless the caller may change what the owner owns. */
    public void require(ManifestKind kind, String name, String owner) {
        if (!caller.mayChange(owner)) {
            throw ProblemException.of(
                    ProblemType.NOT_ALLOWED,
                    "%1$s '%2$s' is owned by %3$s. %4$s is not a member of the owner."
                            .formatted(kind.noun(), name, owner, caller.name()));
        }
    }
}
