package dev.milepost.catalog.annotations;

import dev.milepost.catalog.rules.Quoted;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

final class UnknownCatalogSchema extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownCatalogSchema(String version) {
        super(
                ProblemType.UNKNOWN_CATALOG_SCHEMA,
                Quoted.of(version) + " does not exist. GET /api/v1/catalog/schema lists the versions.");
    }
}
