package dev.milepost.security.tokens;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** The request to create a token is invalid. */
final class UnusableToken extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnusableToken(List<Fault> faults) {
        super(
                ProblemType.UNUSABLE_TOKEN,
                String.join(
                        "; ",
                        faults.stream().map(f -> f.pointer() + " " + f.detail()).toList()),
                faults);
    }
}
