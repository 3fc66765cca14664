package dev.milepost.platform.requests;

import dev.milepost.platform.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/** The memory that was reserved to process the body of the current request, for what is found only when it is read. */
@ApplicationScoped
public class BodyMemory {

    private static final String RESERVED = BodyMemory.class.getName();

    static void keep(ResteasyReactiveRequestContext request, long bytes) {
        request.setProperty(RESERVED, bytes);
    }

    /**
     * Checks that work on the body fits into the memory that was reserved for it.
     *
     * @param bytes the memory of the work, with that of the body and its values
     * @throws ProblemException if it does not fit
     */
    public void require(long bytes) {
        var request = CurrentRequestManager.get();
        require(bytes, request != null && request.getProperty(RESERVED) instanceof Long reserved ? reserved : 0);
    }

    static void require(long bytes, long reserved) {
        if (bytes > reserved) {
            throw RefusedBody.tooManyValues();
        }
    }
}
