package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.cli.policy.PolicyLint.LintedPolicy;
import dev.milepost.cli.policy.ServiceClient.Answer;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Saves policies in a service, and says what each would do. */
final class PolicyPush {

    private static final String ROLES = "template-owner, and the owner's group";
    private static final int NOT_FOUND = 404;
    private static final int MOST_SERVICES = 5;

    private final ServiceClient service;
    private final String tier;
    private final PrintStream out;

    /** What a push does to a policy. */
    enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED,
        REJECTED
    }

    /** @param tier the tier of environments whose impact is shown */
    PolicyPush(ServiceClient service, String tier, PrintStream out) {
        this.service = service;
        this.tier = tier;
        this.out = out;
    }

    Outcome save(LintedPolicy linted) {
        var before = find(linted);
        var outcome = outcome(linted, before);
        if (outcome != Outcome.CREATED && outcome != Outcome.CHANGED) {
            return print(linted, outcome, before);
        }
        var saved = service.send(service.request(path(linted))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(linted.file().document().toString()))
                .build());
        return saved.isSuccess() ? print(linted, outcome, saved) : print(linted, Outcome.REJECTED, saved);
    }

    /** Says what {@link #save} would do, and what the version that applies now would block if it were enforced. */
    Outcome preview(LintedPolicy linted) {
        var before = find(linted);
        var outcome = print(linted, outcome(linted, before), before);
        if (before.isSuccess()) {
            printImpact(linted, before.body().path("version").asText());
        } else if (outcome == Outcome.CREATED) {
            out.println("          Its impact is known after it was saved: save it, and repeat this.");
        }
        return outcome;
    }

    private Answer find(LintedPolicy linted) {
        return service.send(service.request(path(linted)).GET().build());
    }

    private static String path(LintedPolicy linted) {
        return "/api/v1/policies/" + linted.policy().name();
    }

    private static Outcome outcome(LintedPolicy linted, Answer before) {
        if (before.status() == NOT_FOUND) {
            return Outcome.CREATED;
        }
        if (!before.isSuccess()) {
            return Outcome.REJECTED;
        }
        var isSame =
                before.body().path("digest").asText().equals(linted.policy().digest());
        return isSame && !before.body().path("retired").isObject() ? Outcome.UNCHANGED : Outcome.CHANGED;
    }

    private Outcome print(LintedPolicy linted, Outcome outcome, Answer answer) {
        out.printf(
                "%-9s %s %s%n",
                outcome.name().toLowerCase(Locale.ROOT),
                linted.policy().name(),
                linted.policy().version());
        if (outcome == Outcome.REJECTED) {
            out.print(answer.problem(ROLES).indent(10));
        }
        return outcome;
    }

    private void printImpact(LintedPolicy linted, String version) {
        var address = path(linted) + "/impact?mode=enforce&tier=" + URLEncoder.encode(tier, StandardCharsets.UTF_8);
        var answer = service.send(service.request(address).GET().build());
        if (!answer.isSuccess()) {
            out.print("The impact is unknown: %s"
                    .formatted(answer.problem("template-owner"))
                    .indent(10));
            return;
        }
        var impact = answer.body();
        out.printf(
                "          %s, enforced in %s, would block %d of %d requests of the last days, with %d errors%n",
                version,
                tier,
                impact.path("blocked").asInt(),
                impact.path("applied").asInt(),
                impact.path("errors").asInt());
        impact.path("services")
                .valueStream()
                .filter(service -> service.path("blocked").asInt() > 0)
                .limit(MOST_SERVICES)
                .forEach(this::printService);
    }

    private void printService(JsonNode service) {
        out.printf(
                "            %s: %d of %d%n",
                service.path("service_id").asText(),
                service.path("blocked").asInt(),
                service.path("applied").asInt());
    }
}
