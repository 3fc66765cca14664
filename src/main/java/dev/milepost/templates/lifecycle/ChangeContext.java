package dev.milepost.templates.lifecycle;

import dev.milepost.security.caller.Caller;
import dev.milepost.templates.registry.ManifestKind;
import java.time.Instant;

/** Who changes something, and when. */
public record ChangeContext(Caller caller, Instant at) {

    /** Lets nobody go on who may not change what is another's. */
    public void require(ManifestKind kind, String name, String owner) {
        if (!caller.mayChange(owner)) {
            throw new NotOwner(caller.name(), kind.noun() + " '" + name + "'", owner);
        }
    }
}
