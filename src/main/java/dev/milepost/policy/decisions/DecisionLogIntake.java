package dev.milepost.policy.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.delivery.facts.EnvironmentTiers;
import dev.milepost.events.contract.Secrets;
import dev.milepost.policy.decisions.LoggedDecision.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Stores decisions that another OPA logged, each once. They are not announced, since there can be very many. */
@ApplicationScoped
class DecisionLogIntake {

    /** Clocks differ. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final DecisionRepository decisions;
    private final Secrets secrets;
    private final EnvironmentTiers tiers;
    private final DecisionsConfig config;
    private final Clock clock;

    DecisionLogIntake(
            DecisionRepository decisions,
            Secrets secrets,
            EnvironmentTiers tiers,
            DecisionsConfig config,
            Clock clock) {
        this.decisions = decisions;
        this.secrets = secrets;
        this.tiers = tiers;
        this.config = config;
        this.clock = clock;
    }

    /** An entry that was not stored. */
    record RejectedEntry(int index, String detail) {}

    /** @param duplicates the entries that were stored before */
    record Receipt(int accepted, int duplicates, List<RejectedEntry> rejected) {}

    @Transactional
    Receipt store(List<JsonNode> entries, String caller) {
        int accepted = 0;
        int duplicates = 0;
        var rejected = new ArrayList<RejectedEntry>();
        for (int i = 0; i < entries.size(); i++) {
            try {
                if (decisions.add(read(entries.get(i), caller), null)) {
                    accepted++;
                } else {
                    duplicates++;
                }
            } catch (Refused e) {
                rejected.add(new RejectedEntry(i, String.valueOf(e.getMessage())));
            }
        }
        return new Receipt(accepted, duplicates, rejected);
    }

    private Decision read(JsonNode entry, String caller) throws Refused {
        if (!(entry instanceof ObjectNode object)) {
            throw new Refused("must be an object");
        }
        if (object.path("input") instanceof ObjectNode input) {
            secrets.leaveOutOfParameters(input);
        }
        if (config.inputRetention().isZero()) {
            object.remove("input");
        }
        return LoggedDecision.read(
                object, caller, tiers::tierOf, clock.instant().plus(AHEAD));
    }
}
