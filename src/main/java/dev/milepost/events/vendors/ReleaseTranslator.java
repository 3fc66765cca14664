package dev.milepost.events.vendors;

import com.google.re2j.Pattern;
import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import java.util.List;
import java.util.Optional;

/**
 * Translates {@code release}: a release is a deployment to the configured environment. A release names a tag and no
 * commit. The push of the tag names the commit, so it becomes a build of the artifact that the release deploys,
 * whichever comes first.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#release">GitHub: release</a>
 */
final class ReleaseTranslator {

    private static final String TAGS = "refs/tags/";

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private final Optional<String> environment;

    /** @param environment the environment that releases are deployed to; empty if releases are no deployments */
    ReleaseTranslator(Optional<String> environment) {
        this.environment = environment.map(String::strip).filter(name -> !name.isEmpty());
    }

    GitHubEventDrafts translate(Payload delivery, GitHubRepository repository) {
        if (environment.isEmpty()) {
            return GitHubEventDrafts.ignored(
                    "Releases are no deployments (milepost.webhooks.github.release-environment).");
        }
        // GitHub sends released once: when a release is published, or when a pre-release becomes one.
        if (!delivery.text("/action").equals("released")
                || delivery.isTrue("/release/draft")
                || delivery.isTrue("/release/prerelease")) {
            return GitHubEventDrafts.ignored("This does not publish a release.");
        }
        var release = delivery.text("/release/id");
        var tag = delivery.text("/release/tag_name");
        var draft = new EventDraft("deploy.completed", "release/" + release, delivery.text("/release/published_at"))
                .with("deployment_id", "release/" + release)
                .with("environment", environment)
                .with("status", "success")
                .with("artifact", artifact(repository, tag))
                .with(
                        "commit_sha",
                        delivery.find("/release/target_commitish")
                                .filter(target -> COMMIT.matcher(target).matches()))
                .with("initiator", delivery.find("/release/author/login"))
                .with("repository", repository.address());
        return GitHubEventDrafts.of(
                new GitHubEventDraft(draft, ServiceSelection.ofDeployment(List.of(), environment.get(), List.of())));
    }

    /** Whether a push is of a tag that a release may name. */
    boolean isTag(Payload push) {
        return environment.isPresent()
                && push.find("/ref").filter(ref -> ref.startsWith(TAGS)).isPresent();
    }

    GitHubEventDrafts translateTag(Payload push, GitHubRepository repository) {
        var commit = push.find("/head_commit/id");
        if (push.isTrue("/deleted") || commit.isEmpty()) {
            return GitHubEventDrafts.ignored("The push of the tag names no commit.");
        }
        var tag = push.text("/ref").substring(TAGS.length());
        var draft = new EventDraft(
                        "build.completed",
                        "tag/%s/%s".formatted(tag, commit.get()),
                        push.text("/head_commit/timestamp"))
                .with("pipeline_run_id", "tag/" + tag)
                .with("status", "success")
                .with("commit_sha", commit)
                .with("artifact", artifact(repository, tag))
                .with("repository", repository.address());
        return GitHubEventDrafts.of(GitHubEventDraft.forAllServices(draft));
    }

    private static String artifact(GitHubRepository repository, String tag) {
        return "pkg:github/%s@%s".formatted(repository.slug(), tag);
    }
}
