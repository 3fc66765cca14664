package dev.milepost.policy.engines;

/** Engines without a service. */
@SuppressWarnings("NullAway") // what needs the service is not called
public final class TestEngines {

    private TestEngines() {}

    /** Evaluates CEL, and built-in checks of evidence. */
    public static PolicyEvaluator evaluator() {
        return new PolicyEvaluator(new BuiltinEngine(new ServiceChecks(null)), null);
    }
}
