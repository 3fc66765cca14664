package dev.milepost.testing.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The pull requests of one service: squashed or merged, reviewed or not, told of once or several times. */
final class PullRequests {

    /** In the order in which they mostly happen. */
    private static final List<String> MOMENTS =
            List.of("first_commit_at", "opened_at", "first_review_at", "approved_at");

    private final SeededRandom random;
    private final EventWriter writer;
    private final String service;
    private final List<String> commits;

    PullRequests(SeededRandom random, EventWriter writer, String service, List<String> commits) {
        this.random = random;
        this.writer = writer;
        this.service = service;
        this.commits = commits;
    }

    /** Tells of one that was merged about a time after its last commit. */
    void tell(Timeline timeline) {
        var last = random.below(commits.size());
        var merged = random.about(timeline.at(last), -4, 12);
        var first = Math.max(0, last - random.below(4));
        for (int i = random.either(1, 1, 1, 2); i > 0; i--) {
            var data = writer.tell("change.merged", random.either("scm", "scm2"), service, random.about(merged, 0, 3));
            data.put("repository", random.either("git.example/acme/shop", "git.example/acme/shop", "git.example/b"));
            if (random.chance(50)) {
                data.put("pr_id", last);
            } else {
                data.put("pr_id", "" + last);
            }
            if (random.chance(85)) {
                data.put("commit_sha", commits.get(last));
            }
            if (random.chance(60)) {
                commits.subList(first, last + 1).forEach(data.putArray("commits")::add);
            }
            moments(data, merged);
        }
    }

    private void moments(ObjectNode data, Instant merged) {
        for (int i = 0; i < MOMENTS.size(); i++) {
            if (random.chance(70)) {
                var moment = random.about(merged, -9 * (MOMENTS.size() - i), 14 - 6 * (MOMENTS.size() - i));
                data.put(MOMENTS.get(i), writer.text(moment));
            }
        }
    }
}
