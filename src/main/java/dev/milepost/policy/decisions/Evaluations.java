package dev.milepost.policy.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.delivery.facts.EnvironmentTiers;
import dev.milepost.events.contract.EventIdentity;
import dev.milepost.events.contract.Secrets;
import dev.milepost.platform.documents.CanonicalJson;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.Sha256;
import dev.milepost.policy.decisions.Decision.About;
import dev.milepost.policy.decisions.DecisionRepository.RequestKey;
import dev.milepost.policy.definitions.ArtifactDigest;
import dev.milepost.policy.definitions.Policies;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.Subject;
import dev.milepost.policy.enforcement.Mode;
import dev.milepost.policy.enforcement.Modes;
import dev.milepost.policy.engines.EngineInput;
import dev.milepost.policy.engines.EngineInput.Change;
import dev.milepost.policy.engines.EngineResult;
import dev.milepost.policy.engines.PolicyEvaluator;
import dev.milepost.policy.engines.Status;
import dev.milepost.policy.evidence.Evidence;
import dev.milepost.policy.evidence.EvidenceSource;
import dev.milepost.policy.waivers.Waiver;
import dev.milepost.policy.waivers.Waivers;
import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.NotAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Evaluates all policies that apply to a request, and stores the decision. No transaction is open meanwhile. */
@ApplicationScoped
class Evaluations {

    /** A larger input is not kept, in characters. */
    private static final int LARGEST_INPUT = 1 << 20;

    private final Policies policies;
    private final Modes modes;
    private final PolicyEvaluator evaluator;
    private final SubjectReader subjects;
    private final Instance<EvidenceSource> evidence;
    private final Waivers waivers;
    private final DecisionRepository decisions;
    private final DecisionLog log;
    private final Secrets secrets;
    private final FaultsConfig faults;
    private final DecisionsConfig config;
    private final Clock clock;

    Evaluations(
            Policies policies,
            Modes modes,
            PolicyEvaluator evaluator,
            SubjectReader subjects,
            Instance<EvidenceSource> evidence,
            Waivers waivers,
            DecisionRepository decisions,
            DecisionLog log,
            Secrets secrets,
            FaultsConfig faults,
            DecisionsConfig config,
            Clock clock) {
        this.policies = policies;
        this.modes = modes;
        this.evaluator = evaluator;
        this.subjects = subjects;
        this.evidence = evidence;
        this.waivers = waivers;
        this.decisions = decisions;
        this.log = log;
        this.secrets = secrets;
        this.faults = faults;
        this.config = config;
        this.clock = clock;
    }

    /** @param key names the request, so that repeating it has the same decision; null if it is not repeated */
    Decision evaluate(EvaluationRequest request, @Nullable String key, Caller caller) {
        checkService(request, caller);
        var requestKey = key == null ? null : new RequestKey(EventIdentity.of(caller.name(), key), request.digest());
        var before = requestKey == null ? Optional.<Decision>empty() : repeated(requestKey);
        if (before.isPresent()) {
            return before.get();
        }
        long began = System.nanoTime();
        var decision = decide(request, caller);
        if (!log.add(decision, requestKey, System.nanoTime() - began)) {
            // The same request arrived twice at once.
            return repeated(Objects.requireNonNull(requestKey)).orElseThrow();
        }
        return decision;
    }

    private static void checkService(EvaluationRequest request, Caller caller) {
        if (!caller.emitPermissions().allowsService(request.service())) {
            throw NotAllowed.at(
                    request.service() == null ? "" : "/service_id", "is a service that the token may not ask about");
        }
    }

    private Optional<Decision> repeated(RequestKey request) {
        var stored = decisions.findByRequest(request.key());
        stored.ifPresent(before -> {
            if (!before.digest().equals(request.digest())) {
                throw ProblemException.of(
                        ProblemType.IDEMPOTENCY_KEY_USED,
                        "The Idempotency-Key was used for another request, with the decision %s."
                                .formatted(before.decision().id()));
            }
        });
        return stored.map(DecisionRepository.StoredRequest::decision);
    }

    private Decision decide(EvaluationRequest request, Caller caller) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var subject = subjects.read(request, now);
        var input = new EngineInput(subject, change(request), evidence(request), now);
        var results = results(subject, input, waivers(request, subject, now));
        var json = input.json();
        var isKept = !config.inputRetention().isZero() && json.toString().length() <= LARGEST_INPUT;
        return new Decision(
                UUID.randomUUID(),
                now,
                Decision.MILEPOST,
                Decision.decide(results),
                about(request, subject),
                caller.name(),
                results,
                warnings(subject),
                Sha256.label(CanonicalJson.hash(json)),
                isKept ? json : null);
    }

    /** A misspelt service has no entity, so that policies which match by its entity do not apply. */
    private static List<String> warnings(Subject subject) {
        var warnings = new ArrayList<String>();
        if (!subject.service().isEmpty() && subject.entity().isEmpty()) {
            warnings.add("The catalog has no entity of service '%s', so policies that match by its entity do not apply."
                    .formatted(subject.service()));
        }
        if (subject.environmentTier().equals(EnvironmentTiers.OTHER)) {
            warnings.add("No tier is known for environment '%s'.".formatted(subject.environment()));
        }
        return warnings;
    }

    private Change change(EvaluationRequest request) {
        JsonNode input = request.input();
        if (input instanceof ObjectNode object) {
            secrets.leaveOutOfParameters(object);
        }
        return new Change(
                text(request.commitSha()),
                text(request.artifact()),
                text(request.repository()),
                text(request.pullRequestKey()),
                input);
    }

    private List<Evidence> evidence(EvaluationRequest request) {
        var service = request.service();
        if (service == null || !evidence.isResolvable()) {
            return List.of();
        }
        return evidence.get()
                .find(
                        service,
                        request.commitSha(),
                        ArtifactDigest.find(text(request.artifact())).orElse(null));
    }

    /** The waivers in force whose scope includes the request. */
    private List<Waiver> waivers(EvaluationRequest request, Subject subject, Instant now) {
        var digest = ArtifactDigest.find(text(request.artifact())).orElse(null);
        return subject.service().isEmpty()
                ? List.of()
                : waivers.active(subject.service(), now).stream()
                        .filter(waiver -> waiver.covers(subject.environment(), digest))
                        .toList();
    }

    private List<PolicyResult> results(Subject subject, EngineInput input, List<Waiver> waived) {
        var results = new ArrayList<PolicyResult>();
        for (var policy : policies.evaluated()) {
            if (policy.hooks().contains(subject.hook())) {
                var matches = evaluator.matches(policy, input);
                if (matches.orElse(true)) {
                    var result = result(policy, subject, input, matches.isPresent());
                    results.add(waived.stream()
                            .filter(waiver -> waiver.policy().equals(policy.name()))
                            .findFirst()
                            .map(result::waivedBy)
                            .orElse(result));
                }
            }
        }
        return results;
    }

    private PolicyResult result(Policy policy, Subject subject, EngineInput input, boolean isMatched) {
        var mode = modes.resolve(policy.name(), subject);
        long began = System.nanoTime();
        EngineResult result;
        if (mode.mode() == Mode.OFF) {
            result = new EngineResult(Status.SKIPPED, List.of());
        } else if (isMatched) {
            result = evaluator.evaluate(policy, input);
        } else {
            result = EngineResult.error("Its match cannot be evaluated for this request.");
        }
        return PolicyResult.of(
                policy, result, mode, faults.isOpen(subject.environmentTier()), System.nanoTime() - began);
    }

    private static About about(EvaluationRequest request, Subject subject) {
        return new About(
                request.hook().wireName(),
                request.service(),
                request.environment(),
                subject.environmentTier(),
                request.commitSha(),
                request.artifact(),
                request.repository(),
                request.pullRequestKey(),
                request.pipelineRun(),
                request.deployment(),
                request.correlation(),
                subject.template().isEmpty() ? null : subject.template(),
                request.task(),
                subject.team().isEmpty() ? null : subject.team());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
