package dev.milepost.testing.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commits of one service: a main line with branches, merges, and what nobody told. */
final class Commits {

    /** How much of the graph is told: nothing, most of it, all of it. */
    private static final List<Integer> TOLD_PARENTS = List.of(0, 90, 100);

    private final SeededRandom random;
    private final EventWriter writer;
    private final String service;
    private final int toldParents;
    private final int toldChanges;
    private final List<String> shas = new ArrayList<>();

    private Commits(SeededRandom random, EventWriter writer, String service) {
        this.random = random;
        this.writer = writer;
        this.service = service;
        this.toldParents = random.pick(TOLD_PARENTS);
        this.toldChanges = random.either(85, 97, 100);
    }

    /** Tells of a number of commits, spread over a time. Answers their names, oldest first. */
    static List<String> tell(SeededRandom random, EventWriter writer, String service, Timeline timeline) {
        var commits = new Commits(random, writer, service);
        for (int i = 0; i < timeline.steps(); i++) {
            commits.commit(i, timeline.at(i));
        }
        return commits.shas;
    }

    private void commit(int number, Instant about) {
        var parents = parents(number);
        shas.add("c" + number);
        if (!random.chance(toldChanges)) {
            return;
        }
        var committedAt = random.chance(4) ? about.plus(Duration.ofDays(9)) : random.about(about, -6, 6);
        change("c" + number, committedAt, random.chance(toldParents) ? parents : null);
        if (random.chance(12)) {
            change("c" + number, random.about(committedAt, -30, 30), random.chance(80) ? parents : parents(number));
        }
    }

    private void change(String sha, Instant committedAt, @Nullable List<String> parents) {
        ObjectNode data;
        if (random.chance(50)) {
            data = writer.tell("change.created", "scm", service, committedAt);
        } else {
            data = writer.tell(
                    "change.created", random.either("scm", "scm2"), service, random.about(committedAt, -3, 48));
            data.put("committed_at", writer.text(committedAt));
        }
        data.put("commit_sha", sha);
        if (random.chance(10)) {
            data.put("merge", random.chance(80));
        }
        if (parents != null) {
            parents.forEach(data.putArray("parent_shas")::add);
        } else if (random.chance(10)) {
            data.put("branch", "main");
        }
    }

    private List<String> parents(int number) {
        if (number == 0) {
            return List.of();
        }
        var last = shas.get(number - 1);
        var other = shas.get(Math.max(0, number - 1 - random.below(6)));
        return switch (random.below(20)) {
            case 0, 1, 2 -> List.of(other);
            case 3, 4, 5 -> other.equals(last) ? List.of(last) : List.of(last, other);
            case 6 -> random.chance(30) ? List.of("gone" + number) : List.of(last);
            case 7 -> random.chance(30) ? List.of(last, "gone" + number) : List.of(last);
            case 8 -> random.chance(10) ? List.of() : List.of(last);
            default -> List.of(last);
        };
    }
}
