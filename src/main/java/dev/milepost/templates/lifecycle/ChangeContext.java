package dev.milepost.templates.lifecycle;

import dev.milepost.security.caller.Caller;
import dev.milepost.templates.registry.ManifestKind;
import java.time.Instant;

/** The caller and the time of a change. */
public record ChangeContext(Caller caller, Instant at) {

    /** Throws {@link NotOwner} unless the caller may change what the owner owns. */
    public void require(ManifestKind kind, String name, String owner) {
        if (!caller.mayChange(owner)) {
            throw new NotOwner(caller.name(), kind.noun() + " '" + name + "'", owner);
        }
    }
}
