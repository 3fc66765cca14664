package dev.milepost.policy.definitions;

/** Decides whether a version of a policy may replace the current one. The enforcement of policies implements it. */
public interface ReplacementCheck {

    /**
     * Checks what the version would do to earlier requests.
     *
     * @throws dev.milepost.platform.http.ProblemException with the figures, if too many more of them would be denied
     */
    void check(Policy current, Policy next);
}
