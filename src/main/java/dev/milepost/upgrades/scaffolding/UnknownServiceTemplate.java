package dev.milepost.upgrades.scaffolding;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** A service without a known golden path. */
public final class UnknownServiceTemplate extends ProblemException {

    private static final long serialVersionUID = 1L;

    public UnknownServiceTemplate(String service) {
        super(
                ProblemType.UNKNOWN_SERVICE_TEMPLATE,
                ("Neither a scaffold event nor the catalog names a golden path for service '%s'. Annotate its entity with"
                                + " milepost.dev/template: NAME@VERSION, or send a scaffold.completed event.")
                        .formatted(service));
    }
}
