package dev.milepost.policy.enforcement;

import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.GeneralError;

/** Answers as it is told to, and notes what it was asked. */
public final class OtherProvider implements FeatureProvider {

    static String answer = "";
    static String asked = "";

    @Override
    public Metadata getMetadata() {
        return () -> "other";
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String defaultValue, EvaluationContext context) {
        asked = "%s of %s in %s"
                .formatted(
                        key,
                        context.getTargetingKey(),
                        context.getValue("environment_tier").asString());
        if (answer.equals("broken")) {
            throw new GeneralError("away");
        }
        return ProviderEvaluation.<String>builder()
                .value(answer.equals("good") ? "shadow" : "maybe")
                .reason("STATIC")
                .build();
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean value, EvaluationContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer value, EvaluationContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double value, EvaluationContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value value, EvaluationContext context) {
        throw new UnsupportedOperationException();
    }
}
