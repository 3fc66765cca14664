package dev.milepost.events.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.contract.Envelope;
import dev.milepost.events.log.UncountedEvents;
import dev.milepost.events.log.UncountedEvents.Reason;
import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import dev.milepost.events.vendors.GitHubRepository.BranchFilter;
import dev.milepost.events.vendors.WebhookProvider.SignatureScheme;
import dev.milepost.events.vendors.WebhookProvider.TranslationResult;
import dev.milepost.events.vendors.WebhookProvider.WebhookDelivery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks of GitHub and GitHub Enterprise Server.
 *
 * @see <a href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">Validating webhook
 *     deliveries</a>
 */
@ApplicationScoped
class GitHub implements WebhookProvider {

    /** GitHub's documentation: "Payloads are capped at 25 MB." */
    private static final SignatureScheme SCHEME = new SignatureScheme("X-Hub-Signature-256", "sha256=", 25 << 20);

    /** A push with more commits times services than this has no commits for the services that it does not concern. */
    private static final int MOST_LINKS = 20_000;

    private final List<String> secrets;
    private final RepositoryServices services;
    private final GitHubMerges merges;
    private final GitHubReviews reviews;
    private final PushGraphs graphs;
    private final UncountedEvents uncounted;
    private final Map<String, BiFunction<Payload, GitHubRepository, GitHubEventDrafts>> translators;

    GitHub(
            GitHubConfig config,
            RepositoryServices services,
            GitHubMerges merges,
            GitHubReviews reviews,
            PushGraphs graphs,
            UncountedEvents uncounted) {
        this.secrets = WebhookProvider.normalised(config.secrets());
        this.services = services;
        this.merges = merges;
        this.reviews = reviews;
        this.graphs = graphs;
        this.uncounted = uncounted;
        var branches = new BranchFilter(config.branches());
        var releases = new ReleaseTranslator(config.releaseEnvironment());
        this.translators = Map.of(
                "push", push(new PushTranslator(branches), releases),
                "pull_request", new PullRequestTranslator(branches)::translate,
                "pull_request_review", reviews::translate,
                "deployment_status", new DeploymentStatusTranslator(config.deploymentsByRun())::translate,
                "workflow_run",
                        new WorkflowRunTranslator(new NamePatterns(config.workflows()), config.deploymentWorkflows())
                                ::translate,
                "issues", new IssueTranslator(config.incidentLabels().orElse(List.of()))::translate,
                "release", releases::translate);
    }

    private static BiFunction<Payload, GitHubRepository, GitHubEventDrafts> push(
            PushTranslator pushes, ReleaseTranslator releases) {
        return (delivery, repository) -> releases.isTag(delivery)
                ? releases.translateTag(delivery, repository)
                : pushes.translate(delivery, repository);
    }

    @Override
    public String name() {
        return "github";
    }

    @Override
    public SignatureScheme scheme() {
        return SCHEME;
    }

    @Override
    public List<String> secrets() {
        return secrets;
    }

    @Override
    public WebhookDelivery read(Function<String, @Nullable String> header, JsonNode payload) {
        var kind = header.apply("X-GitHub-Event");
        if (kind == null) {
            throw Payload.unreadable("X-GitHub-Event", "is required");
        }
        return new WebhookDelivery(
                header.apply("X-GitHub-Delivery"), kind, translators.containsKey(kind), Payload.of(payload));
    }

    /** Empty: GitHub does not sign a timestamp. Replays are deduplicated by the ids of their events. */
    @Override
    public Optional<Instant> signedAt(WebhookDelivery delivery) {
        return Optional.empty();
    }

    @Override
    public TranslationResult translate(WebhookDelivery delivery) {
        var kind = translators.get(delivery.kind());
        if (kind == null) {
            return TranslationResult.ignored(
                    delivery.kind().equals("ping")
                            ? "The signature is valid."
                            : "This kind of delivery is not supported.");
        }
        var repository = GitHubRepository.of(delivery.payload());
        var translated = kind.apply(delivery.payload(), repository);
        if (translated.reason() != null) {
            return TranslationResult.ignored(translated.reason());
        }
        var known = services.find(repository);
        if (known.isEmpty()) {
            uncounted.add(Map.of(new Reason(name(), UNKNOWN_SERVICE), 1L));
            return TranslationResult.ignored("The repository belongs to no known service.");
        }
        var drafts = new ArrayList<>(translated.drafts());
        if (translated.merge() != null) {
            drafts.addAll(merges.complete(repository.address(), translated.merge()));
            if (translated.merge() instanceof MergedPullRequest merged) {
                drafts.addAll(reviews.find(repository.address(), merged));
            }
        }
        if (delivery.kind().equals("push")) {
            graphs.request(delivery.payload(), repository, translated.drafts(), known);
        }
        var source = repository.address();
        var events = drafts.stream()
                .flatMap(draft -> known.affectedBy(draft.selection())
                        .map(service -> draft.draft().toEvent(source, service, delivery.id())))
                .toList();
        return events.isEmpty()
                ? TranslationResult.ignored(
                        "No service of the repository matches the environment, workflow, folders or names of the delivery.")
                : TranslationResult.of(
                        Stream.concat(events.stream(), links(translated.drafts(), known, source, delivery.id()))
                                .toList());
    }

    /**
     * The commits of a push for the services that they do not concern. A deployment of such a service can have one of
     * them as its head, and its own commits are found through them, so they are part of its graph and no change of it:
     * as merges are.
     */
    private static Stream<Envelope> links(
            List<GitHubEventDraft> drafts, ServicesByFolder known, String source, @Nullable String delivery) {
        return (long) drafts.size() * known.locations().size() > MOST_LINKS
                ? Stream.empty()
                : drafts.stream()
                        .filter(draft -> draft.draft().type().equals("change.created"))
                        .flatMap(draft -> known.notAffectedBy(draft.selection())
                                .map(service -> draft.draft()
                                        .renamed(draft.draft().id())
                                        .with("merge", true)
                                        .toEvent(source, service, delivery)));
    }
}
