package dev.milepost.platform.http;

/** There is no problem type with this slug. */
final class UnknownProblemType extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownProblemType(String slug) {
        super(
                ProblemType.UNKNOWN_PROBLEM_TYPE,
                "There is no problem type '%s'. GET /q/openapi lists the types.".formatted(Problem.cut(slug)));
    }
}
