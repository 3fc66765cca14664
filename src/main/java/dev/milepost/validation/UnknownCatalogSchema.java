package dev.milepost.validation;

import dev.milepost.platform.ProblemException;

final class UnknownCatalogSchema extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownCatalogSchema(String version) {
        super(
                404,
                "unknown-catalog-schema",
                "There is no such version of the annotation schema.",
                Quoted.of(version) + " is none of the versions that /api/v1/catalog/schema lists");
    }
}
