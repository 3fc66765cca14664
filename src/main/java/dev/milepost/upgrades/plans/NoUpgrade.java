package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;
import org.semver4j.Semver;

/** Two releases without an upgrade path between them. */
final class NoUpgrade extends ProblemException {

    private static final long serialVersionUID = 1L;

    private NoUpgrade(String pointer, String detail) {
        super(
                ProblemType.NO_UPGRADE,
                detail,
                List.of(new Fault(pointer, detail)));
    }

    static NoUpgrade backwards(Semver from, Semver to) {
        return new NoUpgrade("to", "%s is lower than %s. An upgrade leads to a higher version.".formatted(to, from));
    }

    static NoUpgrade yanked(Semver to) {
        return new NoUpgrade("to", "%s was withdrawn. Choose another version.".formatted(to));
    }
}
