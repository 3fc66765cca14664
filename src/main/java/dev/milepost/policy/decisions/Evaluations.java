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
import dev.milepost.policy.decisions.ApplyingPolicies.ApplyingPolicy;
import dev.milepost.policy.decisions.Decision.About;
import dev.milepost.policy.decisions.DecisionRepository.RequestKey;
import dev.milepost.policy.definitions.ArtifactDigest;
import dev.milepost.policy.definitions.Subject;
import dev.milepost.policy.engines.EngineInput;
import dev.milepost.policy.engines.EngineInput.Change;
import dev.milepost.policy.evidence.Evidence;
import dev.milepost.policy.evidence.EvidenceSource;
import dev.milepost.policy.evidence.FoundEvidence;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Evaluates all policies that apply to a request, and stores the decision. No transaction is open meanwhile. */
@ApplicationScoped
class Evaluations {

    private final ApplyingPolicies policies;
    private final SubjectReader subjects;
    private final Instance<EvidenceSource> evidence;
    private final Waivers waivers;
    private final DecisionRepository decisions;
    private final DecisionLog log;
    private final Secrets secrets;
    private final DecisionsConfig config;
    private final Clock clock;

    Evaluations(
            ApplyingPolicies policies,
            SubjectReader subjects,
            Instance<EvidenceSource> evidence,
            Waivers waivers,
            DecisionRepository decisions,
            DecisionLog log,
            Secrets secrets,
            DecisionsConfig config,
            Clock clock) {
        this.policies = policies;
        this.subjects = subjects;
        this.evidence = evidence;
        this.waivers = waivers;
        this.decisions = decisions;
        this.log = log;
        this.secrets = secrets;
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
        return decide(request, requestKey, caller);
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

    private Decision decide(EvaluationRequest request, @Nullable RequestKey key, Caller caller) {
        long began = System.nanoTime();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var subject = subjects.read(request, now);
        var input = new EngineInput(subject, change(request), List.of(), now);
        var applying = policies.find(subject, input);
        var read = EvidenceToRead.of(
                find(request), applying, !config.inputRetention().isZero());
        return withFacts(
                read.evidence(),
                request,
                facts -> decide(request, key, caller, subject, input.with(facts), applying, read.canBeKept(), began));
    }

    /** Decides, and stores the decision while the memory of its input is reserved. */
    private Decision decide(
            EvaluationRequest request,
            @Nullable RequestKey key,
            Caller caller,
            Subject subject,
            EngineInput input,
            List<ApplyingPolicy> applying,
            boolean canBeKept,
            long began) {
        var waivers = waivers(request, subject, input.now());
        var results = applying.stream()
                .map(policy -> policies.evaluate(policy, subject, input, waivers))
                .toList();
        var json = input.json();
        var isKept = canBeKept && json.toString().length() <= EvidenceToRead.LARGEST_INPUT;
        var decision = new Decision(
                UUID.randomUUID(),
                input.now(),
                Decision.MILEPOST,
                Decision.decide(results),
                about(request, subject),
                caller.name(),
                results,
                warnings(subject),
                Sha256.label(CanonicalJson.hash(json)),
                isKept ? json : null);
        if (!log.add(decision, key, System.nanoTime() - began)) {
            // The same request arrived twice at once.
            return repeated(Objects.requireNonNull(key)).orElseThrow();
        }
        return decision.withoutInput();
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

    private List<FoundEvidence> find(EvaluationRequest request) {
        var service = request.service();
        return service == null || !evidence.isResolvable()
                ? List.of()
                : evidence.get().find(service, request.commitSha(), digest(request));
    }

    private Decision withFacts(
            List<FoundEvidence> found, EvaluationRequest request, Function<List<Evidence>, Decision> work) {
        return found.isEmpty()
                ? work.apply(List.of())
                : evidence.get().read(found, text(request.service()), digest(request), work);
    }

    private static @Nullable String digest(EvaluationRequest request) {
        return ArtifactDigest.find(text(request.artifact())).orElse(null);
    }

    /** The waivers in force whose scope includes the request. */
    private List<Waiver> waivers(EvaluationRequest request, Subject subject, Instant now) {
        var digest = digest(request);
        return subject.service().isEmpty()
                ? List.of()
                : waivers.active(subject.service(), now).stream()
                        .filter(waiver -> waiver.covers(subject.environment(), digest))
                        .toList();
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
