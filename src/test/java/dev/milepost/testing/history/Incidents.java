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

    private final Dice dice;
    private final Scribe scribe;
    private final List<String> services;

    Incidents(Dice dice, Scribe scribe, List<String> services) {
        this.dice = dice;
        this.scribe = scribe;
        this.services = services;
    }

    /** Tells of one incident of a service after one of its deployments. */
    void tell(String service, List<Deployments.Told> deployments) {
        var after = dice.pick(deployments);
        var opened = dice.chance(15)
                ? after.time().plus(Duration.ofHours(24)).plusNanos(1_000L * dice.between(-1, 1))
                : dice.about(after.time(), 0, dice.either(5, 30, 100));
        var source = dice.either("pager", "pager", "statuspage", "repo/a");
        var id = "i" + dice.below(40);
        var home = dice.chance(6) ? dice.pick(services) : service;
        var time = opened;
        var together = true;
        for (var step : dice.pick(COURSES).split("")) {
            if (step.equals("=")) {
                together = true;
                continue;
            }
            time = together || dice.chance(10) ? time : dice.about(time, 1, 20);
            together = false;
            var data = scribe.tell("incident." + action(step), source, dice.chance(96) ? service : home, time);
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

    private void describe(ObjectNode data, Deployments.Told after, List<Deployments.Told> deployments) {
        if (dice.chance(50)) {
            data.put(
                    "environment", dice.chance(75) ? after.environment() : dice.either("prod", "staging", "elsewhere"));
        }
        if (dice.chance(25)) {
            data.put(
                    "deployment_id",
                    dice.chance(50)
                            ? after.id()
                            : dice.either(dice.pick(deployments).id(), "none"));
        }
        var named = dice.chance(50) ? after : dice.pick(deployments);
        if (dice.chance(25)) {
            data.put("commit_sha", named.head() == null ? "nothing" : named.head());
        }
        if (dice.chance(25)) {
            data.put("cause", dice.either("change", "external", "unknown"));
        }
        if (dice.chance(25)) {
            data.put("severity", dice.either("major", "minor"));
        }
    }
}
