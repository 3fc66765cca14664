package dev.milepost.security.caller;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;
import java.util.Map;

/** The caller is authenticated but not permitted to do this. */
public final class NotAllowed extends ProblemException {

    private static final long serialVersionUID = 1L;

    private NotAllowed(String detail, List<Fault> faults) {
        super(ProblemType.NOT_ALLOWED, detail, faults);
    }

    public static NotAllowed because(String why) {
        return new NotAllowed(why, List.of());
    }

    /** The caller is not permitted to send one part of the input. */
    public static NotAllowed at(String pointer, String why) {
        return new NotAllowed(pointer + " " + why, List.of(new Fault(pointer, why)));
    }

    /** The {@code WWW-Authenticate} challenge of RFC 6750, section 3.1. */
    @Override
    public Map<String, String> headers() {
        return Map.of("WWW-Authenticate", "Bearer realm=\"milepost\", error=\"insufficient_scope\"");
    }
}
