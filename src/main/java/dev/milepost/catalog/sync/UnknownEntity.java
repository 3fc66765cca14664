package dev.milepost.catalog.sync;

import dev.milepost.platform.http.ProblemException;

/** Problem: no entity with this ref has ever been synced. */
final class UnknownEntity extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownEntity(String ref) {
        super(
                404,
                "unknown-entity",
                "No such entity has been synced.",
                "%s has not been synced. A ref is kind:namespace/name, such as component:default/payments-api."
                        .formatted(ref));
    }
}
