package dev.milepost.catalog.entities;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** Problem: a text has more entities than are validated in one call. */
public final class TooManyEntities extends ProblemException {

    private static final long serialVersionUID = 1L;

    private TooManyEntities(String detail) {
        super(ProblemType.TOO_LARGE, detail);
    }

    static TooManyEntities entities() {
        return new TooManyEntities("At most " + EntityReader.MOST_ENTITIES
                + " entities can be validated in one call. Split them into several calls.");
    }
}
