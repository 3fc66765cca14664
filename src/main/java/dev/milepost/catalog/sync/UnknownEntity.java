package dev.milepost.catalog.sync;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** Problem: no entity with this ref has ever been synced. */
final class UnknownEntity extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownEntity(String ref) {
        super(
                ProblemType.UNKNOWN_ENTITY,
                "%s has not been synced. A ref is kind:namespace/name, such as component:default/payments-api."
                        .formatted(ref));
    }
}
