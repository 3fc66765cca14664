package dev.milepost.slo.definitions;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** The documents define another SLO than the one in the request, or none, or several. */
public final class MisnamedSlo extends ProblemException {

    private static final long serialVersionUID = 1L;

    public MisnamedSlo(String detail) {
        super(
                ProblemType.MISNAMED_SLO,
                detail,
                List.of(new Fault("", detail)));
    }
}
