package dev.milepost.testing.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** Incidents after deployments, and others: named, unnamed, external, reopened, never opened, resolved too soon. */
final class Incidents {

    /** What is said of an incident: o(pened), r(esolved), a(gain); {@code =} puts the next at the same time. */
    private static final List<String> COURSES = List.of(
            "or", "or", "or", "or", "o", "oar", "ora", "orar", "orr", "or=a", "oo", "oor", "r", "ra", "roa", "ro",
            "r=o", "arro", "o=r");

    private final SeededRandom random;
    private final EventWriter writer;
    private final List<String> services;

    Incidents(SeededRandom random, EventWriter writer, List<String> services) {
        this.random = random;
        this.writer = writer;
        this.services = services;
    }

    /** Tells of one incident of a service after one of its deployments. */
    void tell(String service, List<Deployments.KnownDeployment> deployments) {
        var after = random.pick(deployments);
        var opened = random.chance(15)
                ? after.time().plus(Duration.ofHours(24)).plusNanos(1_000L * random.between(-1, 1))
                : random.about(after.time(), 0, random.either(5, 30, 100));
        var source = random.either("pager", "pager", "statuspage", "repo/a");
        var id = "i" + random.below(40);
        var home = random.chance(6) ? random.pick(services) : service;
        var time = opened;
        var together = true;
        for (var step : random.pick(COURSES).split("")) {
            if (step.equals("=")) {
                together = true;
                continue;
            }
            time = together || random.chance(10) ? time : random.about(time, 1, 20);
            together = false;
            var data = writer.tell("incident." + action(step), source, random.chance(96) ? service : home, time);
            data.put("incident_id", id);
            describe(data, after, deployments);
        }
    }

    private static String action(String step) {
        return switch (step) {
            case "o" -> "opened";
            case "r" -> "resolved";
            default -> "reopened";
        };
    }

    private void describe(
            ObjectNode data, Deployments.KnownDeployment after, List<Deployments.KnownDeployment> deployments) {
        if (random.chance(50)) {
            data.put(
                    "environment",
                    random.chance(75) ? after.environment() : random.either("prod", "staging", "elsewhere"));
        }
        if (random.chance(25)) {
            data.put(
                    "deployment_id",
                    random.chance(50)
                            ? after.id()
                            : random.either(random.pick(deployments).id(), "none"));
        }
        var named = random.chance(50) ? after : random.pick(deployments);
        if (random.chance(25)) {
            data.put("commit_sha", named.head() == null ? "nothing" : named.head());
        }
        if (random.chance(25)) {
            data.put("cause", random.either("change", "external", "unknown"));
        }
        if (random.chance(8)) {
            data.put("environment_tier", random.pick(Deployments.TIERS));
        }
        if (random.chance(4)) {
            data.put("merged_into", "i" + random.below(40));
        }
        if (random.chance(25)) {
            data.put("severity", random.either("major", "minor"));
        }
    }
}
