package dev.milepost.security.caller;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The authenticated caller of the current request, or this service itself in a job. */
@RequestScoped
public class CurrentCaller {

    /** The attribute of the {@link SecurityIdentity} that contains the {@link Caller}. */
    public static final String ATTRIBUTE = "milepost.caller";

    private final SecurityIdentity identity;
    private @Nullable Caller own;

    CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Sets the caller of a job, which no request began. A request keeps its own. */
    public void actAs(Caller caller) {
        own = caller;
    }

    public Caller get() {
        Caller caller = identity.getAttribute(ATTRIBUTE);
        if (caller == null && identity.isAnonymous() && own != null) {
            return own;
        }
        if (caller == null) {
            throw new UnauthorizedException("This operation requires an authenticated caller.");
        }
        return caller;
    }
}
