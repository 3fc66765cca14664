package dev.milepost.platform.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import java.util.ArrayList;
import java.util.List;

/**
 * A validation that ends at a number of errors. Each error takes memory, and a schema with many keywords has many
 * errors for each part of a value.
 */
final class BoundedValidation extends ExecutionContext {

    private static final int MAX_ERRORS = 1_000;

    /**
     * The maximum number of errors of all branches of choices, such as {@code anyOf}, together. A branch that does not
     * match has errors although the value may be valid. Each choice keeps those of all its branches until it ends.
     */
    private static final int MAX_ERRORS_OF_BRANCHES = 50_000;

    /** The errors of the whole value. A choice collects those of its branches in other lists. */
    private final List<Error> errors;

    private int found;

    BoundedValidation(ExecutionConfig config) {
        super(config);
        this.errors = getErrors();
    }

    @Override
    public void addError(Error error) {
        super.addError(error);
        found++;
        check(getErrors());
    }

    @Override
    public void setErrors(List<Error> errors) {
        super.setErrors(errors);
        check(errors);
    }

    /** Returns the errors found before the end, and one more that says that there are others. */
    List<Error> firstErrors() {
        var root = new NodePath(PathType.JSON_POINTER);
        var first = new ArrayList<>(errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
        first.add(Error.builder()
                .keyword("maxErrors")
                .instanceLocation(root)
                .evaluationPath(root)
                .messageSupplier(() -> found > MAX_ERRORS_OF_BRANCHES
                        ? "has too many errors in the branches of its schema, such as those of anyOf, to check them all"
                        : "has too many errors to list them all")
                .build());
        return first;
    }

    private void check(List<Error> errors) {
        if (errors.size() > MAX_ERRORS || found > MAX_ERRORS_OF_BRANCHES) {
            throw new TooManyErrors();
        }
    }

    static final class TooManyErrors extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyErrors() {
            super("the value has too many errors", null, false, false);
        }
    }
}
