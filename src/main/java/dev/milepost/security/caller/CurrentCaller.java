package dev.milepost.security.caller;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The authenticated caller of the current request. */
@RequestScoped
public class CurrentCaller {

    /** The attribute of the {@link SecurityIdentity} that contains the {@link Caller}. */
    public static final String ATTRIBUTE = "milepost.caller";

    private final SecurityIdentity identity;

    CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    public Caller get() {
        Caller caller = identity.getAttribute(ATTRIBUTE);
        if (caller == null) {
            throw new UnauthorizedException("This operation requires an authenticated caller.");
        }
        return caller;
    }
}
