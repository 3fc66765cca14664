package dev.milepost.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * GitHub, and GitHub Enterprise Server.
 *
 * @see <a href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">Validating webhook
 *     deliveries</a>
 */
@ApplicationScoped
class GitHub implements Provider {

    /** "Payloads are capped at 25 MB." */
    private static final Scheme SCHEME = new Scheme("X-Hub-Signature-256", "sha256=", 25 << 20);

    private final List<String> secrets;
    private final RepositoryServices services;
    private final Map<String, BiFunction<Payload, GitHubRepository, GitHubFacts>> kinds;

    GitHub(GitHubConfig config, RepositoryServices services) {
        this.secrets = Secrets.of(config.secrets());
        this.services = services;
        var branches = new Branches(config.branches());
        this.kinds = Map.of(
                "push", new Push(branches)::translate,
                "pull_request", new Merge(branches)::translate,
                "deployment_status", new DeploymentStatus()::translate,
                "workflow_run", new WorkflowRun(new Names(config.workflows()))::translate);
    }

    @Override
    public String name() {
        return "github";
    }

    @Override
    public Scheme scheme() {
        return SCHEME;
    }

    @Override
    public List<String> secrets() {
        return secrets;
    }

    @Override
    public Delivery read(Function<String, @Nullable String> header, JsonNode payload) {
        var kind = header.apply("X-GitHub-Event");
        if (kind == null) {
            throw new UnreadableDelivery("X-GitHub-Event", "is required");
        }
        return new Delivery(header.apply("X-GitHub-Delivery"), kind, kinds.containsKey(kind), Payload.of(payload));
    }

    /** It signs no time: what is sent again is known by what it tells. */
    @Override
    public Optional<Instant> signedAt(Delivery delivery) {
        return Optional.empty();
    }

    @Override
    public Told translate(Delivery delivery) {
        var kind = kinds.get(delivery.kind());
        if (kind == null) {
            return Told.nothing(
                    delivery.kind().equals("ping")
                            ? "The signature is right."
                            : "Deliveries of this kind are not read.");
        }
        var repository = GitHubRepository.of(delivery.payload());
        var facts = kind.apply(delivery.payload(), repository);
        if (facts.reason() != null) {
            return Told.nothing(facts.reason());
        }
        var known = services.of(repository);
        return known.isEmpty()
                ? Told.nothing("The repository is of no service that is known.")
                : Told.of(facts.facts().stream()
                        .flatMap(fact -> known.concernedBy(fact)
                                .map(service -> fact.fact().toEvent(repository.address(), service, delivery.id())))
                        .toList());
    }
}
