package dev.milepost.policy.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.milepost.policy.decisions.Decision.About;
import dev.milepost.policy.definitions.Policy.EngineKind;
import dev.milepost.policy.definitions.PolicySeverity;
import dev.milepost.policy.enforcement.Mode;
import dev.milepost.policy.engines.Status;
import dev.milepost.policy.engines.Violation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decisions of tests. */
final class Samples {

    static final Instant AT = Instant.parse("2026-06-10T12:00:00Z");

    static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private Samples() {}

    static PolicyResult result(String policy, Status status, Outcome effect, Violation... violations) {
        return new PolicyResult(
                policy,
                "1.0.0",
                "Title of " + policy,
                PolicySeverity.HIGH,
                null,
                status,
                Mode.ENFORCE,
                effect,
                "enforce is the mode of policies in production.",
                List.of(violations),
                EngineKind.BUILTIN,
                "sha256:1",
                0.5);
    }

    static Decision decision(String service, Instant at, PolicyResult... results) {
        return decision(about(service, "c1", null), at, null, results);
    }

    static Decision decision(About about, Instant at, @Nullable JsonNode input, PolicyResult... results) {
        return new Decision(
                UUID.randomUUID(),
                at,
                Decision.MILEPOST,
                Decision.decide(List.of(results)),
                about,
                "token:ci",
                List.of(results),
                List.of("The catalog has no entity."),
                "sha256:2",
                input);
    }

    static About about(String service, @Nullable String commit, @Nullable String artifact) {
        return new About(
                "deploy",
                service,
                "prod",
                "production",
                commit,
                artifact,
                "github.com/acme/payments",
                "github.com/acme/payments!7",
                null,
                "d-1",
                "correlation-1",
                null,
                null,
                "team-payments");
    }
}
