package dev.milepost.testing.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The deployments of one service to its environments: forward, again, back, failed, retried, reported twice. */
final class Deployments {

    private static final List<String> ENVIRONMENTS = List.of(
            "production",
            "production",
            "prod-eu",
            "prod-us",
            "PRD",
            "live/1",
            "prod2",
            "staging",
            "Stage-2",
            "preprod",
            "qa",
            "int_1",
            "dev",
            "sandbox",
            "nonprod",
            "prodigy");

    /** What is reported of a deployment, in order of time; {@code =} puts the next report at the same time. */
    private static final List<String> REPORTS = List.of(
            "success",
            "success",
            "success",
            "success",
            "success",
            "success",
            "success success",
            "success = success",
            "failure",
            "cancelled",
            "failure success",
            "success failure",
            "success = failure",
            "failure = success",
            "success failure success",
            "success cancelled = success",
            "failure failure");

    /** What its producer may say of an environment. */
    static final List<String> TIERS = List.of("production", "production", "staging", "testing", "development", "other");

    private final SeededRandom random;
    private final EventWriter writer;
    private final String service;
    private final List<String> commits;
    private final List<String> environments = new ArrayList<>();
    private final Map<String, String> tiers = new HashMap<>();
    private final Map<String, List<Integer>> passed = new HashMap<>();
    private final Map<String, Integer> progress = new HashMap<>();
    private final int explicit;
    private final List<KnownDeployment> told = new ArrayList<>();

    /** A deployment as an incident may name it. */
    record KnownDeployment(
            String environment, String id, @Nullable String head, Instant time) {}

    private Deployments(SeededRandom random, EventWriter writer, String service, List<String> commits) {
        this.random = random;
        this.writer = writer;
        this.service = service;
        this.commits = commits;
        this.explicit = random.either(0, 0, 30, 100);
        for (int i = random.between(1, 4); i > 0; i--) {
            environments.add(random.pick(ENVIRONMENTS));
            if (random.chance(15)) {
                tiers.put(environments.get(environments.size() - 1), random.pick(TIERS));
            }
        }
    }

    static List<KnownDeployment> tell(
            SeededRandom random, EventWriter writer, String service, List<String> commits, Timeline timeline) {
        var deployments = new Deployments(random, writer, service, commits);
        for (int i = 0; i < timeline.steps(); i++) {
            deployments.deploy(i, timeline);
        }
        return deployments.told;
    }

    private void deploy(int number, Timeline timeline) {
        var last = told.isEmpty() || !random.chance(20) ? null : told.get(told.size() - 1);
        var environment = last == null ? random.pick(environments) : last.environment();
        var id = random.chance(12) ? "" + random.below(5) : "d" + number;
        var time = last == null ? random.about(timeline.at(number), -4, 12) : random.about(last.time(), 1, 26);
        var before = progress.getOrDefault(environment, -1);
        var expected = commits.size() * number / timeline.steps();
        // Soon after the last one, it takes it back or mends it.
        var mends = last != null && random.chance(50);
        var at = last == null || mends
                ? Math.min(commits.size() - 1, mends ? before + 1 : next(before, expected))
                : earlier(environment, before);
        var head = random.chance(5) ? "unknown" + number : random.chance(4) ? null : commits.get(Math.max(0, at));
        progress.put(environment, at);
        passed.computeIfAbsent(environment, any -> new ArrayList<>()).add(at);
        var artifact = head != null && random.chance(25) ? builds(head, time) : null;
        var says = new ReportedDeployment(
                environment,
                id,
                artifact == null || random.chance(20) ? head : null,
                artifact,
                tiers.getOrDefault(environment, ""),
                mends ? "hotfix" : "",
                random.chance(explicit) ? list(before, at) : null);
        if (random.chance(25)) {
            says.all(report("deploy.started", says, random.about(time, -3, 0)));
        }
        reports(says, time);
        told.add(new KnownDeployment(environment, id, head, time));
    }

    /** Tells of the builds of an artifact: none, one, or several that name different commits. Answers the artifact. */
    private String builds(String head, Instant deployed) {
        var artifact = "pkg:oci/shop@sha256%3A" + head;
        for (int i = random.either(0, 1, 1, 1, 1, 2); i > 0; i--) {
            var data = writer.tell("build.completed", "ci", service, random.about(deployed, -9, 6));
            data.put("pipeline_run_id", "run" + random.below(9)).put("status", random.either("success", "failure"));
            data.put("artifact", artifact);
            if (random.chance(90)) {
                data.put("commit_sha", random.chance(90) ? head : random.pick(commits));
            }
        }
        return artifact;
    }

    /** What the environment had before what it has now. */
    private int earlier(String environment, int now) {
        return passed.getOrDefault(environment, List.of()).stream()
                .filter(at -> at != now)
                .reduce((earlier, later) -> later)
                .orElse(now);
    }

    /** Mostly forward; now and then the same again, back, or anywhere. */
    private int next(int before, int expected) {
        return switch (random.below(20)) {
            case 0, 1 -> before;
            case 2, 3, 4 -> random.below(Math.max(1, before + 1));
            case 5 -> random.below(commits.size());
            case 6, 7, 8, 9 -> Math.min(before + random.between(1, 3), Math.max(before, expected));
            case 10 -> expected + 1;
            default -> Math.max(before, expected);
        };
    }

    private List<String> list(int before, int at) {
        var list = new ArrayList<String>();
        if (random.chance(6)) {
            return list;
        }
        for (int i = Math.max(0, before + 1); i <= at; i++) {
            if (random.chance(90)) {
                list.add(commits.get(i));
            }
        }
        if (random.chance(20)) {
            list.add(random.either("unheard", commits.get(random.below(commits.size())), "unheard"));
            list.add(list.get(0));
        }
        return list;
    }

    private void reports(ReportedDeployment says, Instant first) {
        var time = first;
        var together = true;
        for (var status : random.pick(REPORTS).split(" ")) {
            if (status.equals("=")) {
                together = true;
                continue;
            }
            time = together ? time : random.about(time, 1, 5);
            together = false;
            var data = report("deploy.completed", says, time);
            data.put("status", status);
            if (random.chance(85)) {
                says.all(data);
            }
        }
    }

    private ObjectNode report(String type, ReportedDeployment says, Instant time) {
        var data = writer.tell(type, random.either("ci", "ci", "cd"), service, time);
        data.put("deployment_id", says.id()).put("environment", says.environment());
        if (random.chance(25)) {
            data.put("kind", random.either("hotfix", "rollback", "planned", "planned", "config"));
        }
        return data;
    }

    /** What the events of a deployment say of it, if they say all. */
    private record ReportedDeployment(
            String environment,
            String id,
            @Nullable String head,
            @Nullable String artifact,
            String tier,
            String kind,
            @Nullable List<String> commits) {

        void all(ObjectNode data) {
            if (artifact != null) {
                data.put("artifact", artifact);
            }
            if (!kind.isEmpty()) {
                data.put("kind", kind);
            }
            if (!tier.isEmpty()) {
                data.put("environment_tier", tier);
            }
            if (head != null) {
                data.put("commit_sha", head);
            }
            if (commits != null) {
                commits.forEach(data.putArray("commits")::add);
            }
        }
    }
}
