package dev.milepost.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.restassured.filter.Filter;

/** Holds answers against the contract, as {@code openapi/} has it: a status, field or media type that it lacks fails the test. */
public final class Contract {

    /** The files of {@code openapi/} as one document, which the build makes. */
    public static final String DOCUMENT = "target/openapi/openapi.yaml";

    /** Checks answers only, since tests send bad requests on purpose; an operation must exist all the same. */
    public static final Filter FILTER =
            new OpenApiValidationFilter(OpenApiInteractionValidator.createForSpecificationUrl(DOCUMENT)
                    .withLevelResolver(LevelResolver.create()
                            .withLevel("validation.request", Level.IGNORE)
                            .withLevel("validation.request.path.missing", Level.ERROR)
                            .withLevel("validation.request.operation.notAllowed", Level.ERROR)
                            .build())
                    .build());

    private Contract() {}
}
