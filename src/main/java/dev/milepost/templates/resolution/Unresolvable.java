package dev.milepost.templates.resolution;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.GoldenPath;
import java.util.List;

/** No valid selection of module versions exists. Each fault points to the golden path's module that it results from. */
public final class Unresolvable extends ProblemException {

    private static final long serialVersionUID = 1L;

    private Unresolvable(GoldenPath path, String detail, List<Fault> faults) {
        super(
                ProblemType.UNRESOLVABLE_MODULES,
                "'%s' %s cannot be resolved. %s".formatted(path.name(), path.version(), detail),
                faults);
    }

    static Unresolvable because(GoldenPath path, Decision exhausted) {
        var explanation = new FailureExplanation(exhausted);
        return new Unresolvable(path, explanation.detail(), explanation.faults());
    }

    static Unresolvable tooLong(GoldenPath path, int steps) {
        return atBound(path, "No solution was found in %d attempts. Use narrower ranges.".formatted(steps));
    }

    static Unresolvable tooMany(GoldenPath path, int modules) {
        return atBound(path, "The solution has more than %d modules.".formatted(modules));
    }

    private static Unresolvable atBound(GoldenPath path, String detail) {
        return new Unresolvable(path, detail, List.of(new Fault("/spec/modules", detail)));
    }
}
