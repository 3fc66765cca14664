package dev.milepost.catalog.annotations;

import dev.milepost.catalog.rules.Quoted;
import dev.milepost.platform.http.ProblemException;

final class UnknownCatalogSchema extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownCatalogSchema(String version) {
        super(
                404,
                "unknown-catalog-schema",
                "There is no such version of the annotation schema.",
                Quoted.of(version) + " does not exist. GET /api/v1/catalog/schema lists the versions.");
    }
}
