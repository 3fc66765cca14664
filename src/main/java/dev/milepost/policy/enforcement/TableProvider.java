package dev.milepost.policy.enforcement;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.milepost.events.log.EarliestEventTimes;
import dev.milepost.policy.enforcement.EnforcementRule.Question;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Value;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The default provider of OpenFeature: the modes come from the rules that were saved for each policy. It has flags of
 * type string only.
 */
@ApplicationScoped
class TableProvider implements FeatureProvider {

    private static final Duration CACHE_TTL = Duration.ofSeconds(5);

    private final Function<String, Optional<Instant>> knownSince;
    private final Clock clock;

    /** The rules of all policies, since an evaluation asks for each policy. It has one key. */
    private final LoadingCache<String, Map<String, List<EnforcementRule>>> rules;

    @Inject
    TableProvider(EnforcementRepository repository, EarliestEventTimes events, Clock clock) {
        this(repository::findRules, events::find, clock);
    }

    /**
     * @param saved returns the rules by policy
     * @param knownSince returns the time of the first event of a service
     */
    TableProvider(
            Supplier<Map<String, List<EnforcementRule>>> saved,
            Function<String, Optional<Instant>> knownSince,
            Clock clock) {
        this.rules = Caffeine.newBuilder().expireAfterWrite(CACHE_TTL).build(key -> saved.get());
        this.knownSince = knownSince;
        this.clock = clock;
    }

    /** A change by this replica applies at once. Other replicas read it when their cache expires. */
    void invalidate(@Observes(during = TransactionPhase.AFTER_SUCCESS) EnforcementChanged change) {
        rules.invalidateAll();
    }

    @Override
    public Metadata getMetadata() {
        return () -> "milepost";
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String defaultValue, EvaluationContext context) {
        var asked = new Question(
                Modes.policyOf(key),
                text(context, Modes.SERVICE),
                text(context, Modes.TEAM),
                text(context, Modes.TEMPLATE),
                text(context, Modes.TEMPLATE_VERSION),
                text(context, Modes.TIER));
        var ofPolicy = rules.get("").getOrDefault(asked.policy(), List.of());
        var now = clock.instant();
        for (int i = 0; i < ofPolicy.size(); i++) {
            if (ofPolicy.get(i).applies(asked, now)) {
                var answer = ofPolicy.get(i)
                        .answer(
                                i + 1,
                                now,
                                () -> knownSince.apply(asked.service()).orElse(null));
                return ProviderEvaluation.<String>builder()
                        .value(answer.mode().wireName())
                        .variant("rule-" + (i + 1))
                        .reason(Reason.TARGETING_MATCH.name())
                        .flagMetadata(ImmutableMetadata.builder()
                                .addString(Modes.BECAUSE, answer.because())
                                .build())
                        .build();
            }
        }
        return ProviderEvaluation.<String>builder()
                .value(defaultValue)
                .reason(Reason.DEFAULT.name())
                .build();
    }

    private static String text(EvaluationContext context, String name) {
        var value = context.getValue(name);
        return value == null || value.asString() == null ? "" : value.asString();
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(
            String key, Boolean defaultValue, EvaluationContext context) {
        return otherType(defaultValue);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(
            String key, Integer defaultValue, EvaluationContext context) {
        return otherType(defaultValue);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double defaultValue, EvaluationContext context) {
        return otherType(defaultValue);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value defaultValue, EvaluationContext context) {
        return otherType(defaultValue);
    }

    private static <T> ProviderEvaluation<T> otherType(T defaultValue) {
        return ProviderEvaluation.<T>builder()
                .value(defaultValue)
                .errorCode(ErrorCode.TYPE_MISMATCH)
                .errorMessage("modes are strings")
                .build();
    }
}
