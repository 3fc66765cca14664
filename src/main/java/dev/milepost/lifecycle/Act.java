package dev.milepost.lifecycle;

import dev.milepost.platform.Caller;
import dev.milepost.templates.Kind;
import java.time.Instant;

/** Who changes something, and when. */
public record Act(Caller caller, Instant at) {

    /** Lets nobody go on who may not change what is another's. */
    public void require(Kind kind, String name, String owner) {
        if (!caller.mayChange(owner)) {
            throw new NotOwner(caller.name(), kind.noun() + " '" + name + "'", owner);
        }
    }
}
