package dev.milepost.policy.engines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milepost.policy.definitions.Hook;
import dev.milepost.policy.definitions.Subject;
import dev.milepost.policy.engines.EngineInput.Change;
import dev.milepost.policy.evidence.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds inputs of engines. */
public final class TestInput {

    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    static final String DIGEST = "sha256:" + "a".repeat(64);
    static final String COMMIT = "9fceb02d0ae598e95dc970b74767f19372d61af8";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Evidence> evidence = new ArrayList<>();
    private final Map<String, String> annotations = new HashMap<>();
    private JsonNode request = MissingNode.getInstance();
    private String artifact = "registry.acme.example/payments@" + DIGEST;

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    TestInput with(Evidence more) {
        evidence.add(more);
        return this;
    }

    TestInput with(String kind, String facts) {
        return with(evidence(kind, facts, 1, true, null));
    }

    TestInput annotated(String name, String value) {
        annotations.put(name, value);
        return this;
    }

    TestInput artifact(String name) {
        artifact = name;
        return this;
    }

    TestInput request(String json) {
        request = json(json);
        return this;
    }

    static Evidence evidence(String kind, String facts, int ageDays, boolean verified, @Nullable String digest) {
        var at = NOW.minus(Duration.ofDays(ageDays));
        return new Evidence(
                "e-" + kind,
                kind,
                "payments",
                COMMIT,
                digest,
                at,
                at,
                verified,
                verified ? "ci@acme.example" : null,
                "sha256:" + "b".repeat(64),
                json(facts));
    }

    EngineInput build() {
        var entity = json("""
                {'kind': 'Component', 'metadata': {'name': 'payments'},
                 'spec': {'type': 'service', 'lifecycle': 'production', 'owner': 'team-payments'}}
                """);
        var subject = new Subject(
                Hook.DEPLOY,
                "payments",
                entity,
                annotations,
                "team-payments",
                "checkout",
                "1",
                "high",
                "springboot-service",
                "2.3.0",
                "prod",
                "production");
        return new EngineInput(
                subject,
                new Change(COMMIT, artifact, "github.com/acme/payments", "github.com/acme/payments!7", request),
                Objects.requireNonNull(evidence),
                NOW);
    }
}
