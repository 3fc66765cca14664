package dev.milepost.upgrades.scaffolding;

import dev.milepost.platform.http.ProblemException;

/** A service without a known golden path. */
public final class UnknownServiceTemplate extends ProblemException {

    private static final long serialVersionUID = 1L;

    public UnknownServiceTemplate(String service) {
        super(
                404,
                "unknown-service-template",
                "The service's golden path is unknown.",
                ("Neither a scaffold event nor the catalog names a golden path for service '%s'. Annotate its entity with"
                                + " milepost.dev/template: NAME@VERSION, or send a scaffold.completed event.")
                        .formatted(service));
    }
}
