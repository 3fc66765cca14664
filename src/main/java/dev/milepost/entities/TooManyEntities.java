package dev.milepost.entities;

import dev.milepost.platform.ProblemException;

/** More in one text than is judged together. */
public final class TooManyEntities extends ProblemException {

    private static final long serialVersionUID = 1L;

    private TooManyEntities(String detail) {
        super(413, "too-large", "The body is larger than the limit.", detail);
    }

    static TooManyEntities entities() {
        return new TooManyEntities("At most " + Limits.ENTITIES + " entities are judged together");
    }

    static TooManyEntities bytes() {
        return new TooManyEntities("Entities may have at most " + Limits.BYTES + " bytes together (10 MiB)");
    }
}
