package dev.milepost.events.vendors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import dev.milepost.platform.sql.Sql;
import dev.milepost.platform.time.Rfc3339;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Translates {@code pull_request_review}. Reviews are kept until their pull request is merged: then it has the time of its
 * first review and of its first approval that was not dismissed. Reviews of its author and of bots do not count, and those
 * after the merge neither. Each further event has a greater id, so that the one that knows most counts, whichever delivery
 * comes first.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request_review">GitHub:
 *     pull_request_review</a>
 */
@ApplicationScoped
class GitHubReviews {

    /** How long a pull request may wait for its merge. */
    private static final Duration KEPT = Duration.ofDays(365);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;
    private final Clock clock;

    GitHubReviews(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record Review(Instant submittedAt, boolean isApproval, boolean isDismissed) {}

    GitHubEventDrafts translate(Payload delivery, GitHubRepository repository) {
        var submitted = delivery.find("/review/submitted_at");
        var state = delivery.text("/review/state").toLowerCase(Locale.ROOT);
        if (submitted.isEmpty() || state.equals("pending")) {
            return GitHubEventDrafts.ignored("The review was not submitted.");
        }
        var reviewer = delivery.find("/review/user/id");
        if (reviewer.isPresent() && reviewer.equals(delivery.find("/pull_request/user/id"))
                || delivery.find("/review/user/type").filter("Bot"::equals).isPresent()) {
            return GitHubEventDrafts.ignored("Reviews of the author and of bots do not count.");
        }
        var submittedAt = Rfc3339.parse(submitted.get())
                .orElseThrow(() -> Payload.unreadable("/review/submitted_at", "must be an RFC 3339 time"));
        var number = delivery.text("/pull_request/number");
        keep(repository.address(), number, delivery.text("/review/id"), submittedAt, state);
        var drafts = merged(repository.address(), number)
                .map(pullRequest -> find(repository.address(), pullRequest))
                .orElse(List.of());
        return drafts.isEmpty()
                ? GitHubEventDrafts.ignored("The review counts once its pull request is merged.")
                : GitHubEventDrafts.of(drafts);
    }

    /** A dismissed review stays dismissed, whichever delivery comes first. Its approval does not count any more. */
    private void keep(String repository, String number, String review, Instant submittedAt, String state) {
        var now = clock.instant();
        sql.update("delete from github_review where received_at < ?", now.minus(KEPT));
        sql.update(
                """
                insert into github_review as kept
                    (repository, pull_request, review, submitted_at, approval, dismissed, received_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (repository, pull_request, review) do update
                    set approval = kept.approval or excluded.approval, dismissed = kept.dismissed or excluded.dismissed,
                        received_at = excluded.received_at
                """, repository, number, review, submittedAt, state.equals("approved"), state.equals("dismissed"), now);
    }

    private Optional<MergedPullRequest> merged(String repository, String number) {
        return sql
                .query(
                        """
                        select commit_sha, content from github_merge where repository = ? and part = ?
                        order by received_at desc limit 1
                        """,
                        row -> stored(row.getString("commit_sha"), row.getString("content")),
                        repository,
                        MergedPullRequest.name(number))
                .stream()
                .findFirst();
    }

    private static MergedPullRequest stored(String commit, String content) {
        try {
            return MergedPullRequest.of(commit, JSON.readTree(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored JSON can be read", e);
        }
    }

    /** The event of what is known of the reviews of a merged pull request; none without a review. */
    List<GitHubEventDraft> find(String repository, MergedPullRequest pullRequest) {
        var mergedAt = pullRequest.mergedAt();
        var reviews = sql
                .query(
                        """
                        select submitted_at, approval, dismissed from github_review
                        where repository = ? and pull_request = ? order by submitted_at
                        """,
                        row -> new Review(
                                Objects.requireNonNull(Sql.instant(row, "submitted_at")),
                                row.getBoolean("approval"),
                                row.getBoolean("dismissed")),
                        repository,
                        pullRequest.number())
                .stream()
                .filter(review -> mergedAt.filter(review.submittedAt()::isAfter).isEmpty())
                .toList();
        if (reviews.isEmpty()) {
            return List.of();
        }
        var known =
                reviews.size() + reviews.stream().filter(Review::isDismissed).count();
        var approvedAt = reviews.stream()
                .filter(review -> review.isApproval() && !review.isDismissed())
                .map(review -> review.submittedAt().toString())
                .findFirst();
        return List.of(GitHubEventDraft.forAllServices(pullRequest
                .merged()
                .renamed("pull_request/%s/reviews/%06d".formatted(pullRequest.number(), known))
                .with("first_review_at", reviews.get(0).submittedAt().toString())
                .with("approved_at", approvedAt)));
    }
}
