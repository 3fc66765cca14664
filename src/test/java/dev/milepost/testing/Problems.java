package dev.milepost.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import org.assertj.core.api.ThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Checks which problem a call throws. */
public final class Problems {

    private Problems() {}

    /** Checks the type of the problem, and returns an assertion for its detail. */
    public static ThrowableAssert<ProblemException> assertProblem(ProblemType type, ThrowingCallable call) {
        var problem = problemOf(call);
        assertThat(problem.type()).isEqualTo(type);
        return new ThrowableAssert<>(problem);
    }

    /** The problem that a call throws. Fails if it throws none. */
    public static ProblemException problemOf(ThrowingCallable call) {
        var problem = catchThrowableOfType(ProblemException.class, call);
        assertThat(problem).as("the problem of the call").isNotNull();
        return problem;
    }
}
