package dev.milepost.policy.definitions;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.collections.Copies;
import dev.milepost.platform.documents.CanonicalJson;
import dev.milepost.platform.expressions.CelProgram;
import dev.milepost.platform.text.Sha256;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of a policy, checked and compiled.
 *
 * @param owner the full ref of a Group or User
 * @param version a version of Semantic Versioning, chosen by the author
 * @param documentation an address; null if there is none
 * @param match null if the policy applies to everything
 * @param evidence the evidence without which the rules are not evaluated
 * @param parameters an object of values that the rules read
 * @param rules empty if the engine is OPA
 * @param opa null unless the engine is OPA
 * @param digest the SHA-256 of the document in canonical form, {@code sha256:…}
 */
public record Policy(
        String name,
        String title,
        String owner,
        String version,
        PolicySeverity severity,
        @Nullable String documentation,
        Set<Hook> hooks,
        @Nullable CelProgram match,
        List<EvidenceNeed> evidence,
        JsonNode parameters,
        EngineKind engine,
        List<PolicyRule> rules,
        @Nullable OpaQuery opa,
        String digest) {

    public Policy {
        hooks = Copies.set(hooks);
        evidence = List.copyOf(evidence);
        rules = List.copyOf(rules);
    }

    /**
     * Whether its evaluation reads evidence of a kind. Rules in CEL read only what it needs. OPA may read anything of the
     * context.
     */
    public boolean reads(String kind) {
        return evidence.stream().anyMatch(need -> need.kinds().contains(kind))
                || opa != null && !opa.requestOnly()
                || rules.stream().anyMatch(rule -> BuiltinChecks.reads(rule.settings(), kind));
    }

    /** What evaluates the rules. */
    public enum EngineKind {
        BUILTIN,
        CEL,
        OPA;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static EngineKind of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Evidence that must be there.
     *
     * @param kinds the kinds, of which one is enough
     * @param tools patterns of the names of the tools that may have made it, without case; empty for any
     * @param maxAgeDays its greatest age; null if any age will do
     * @param verified whether its signature must have been verified
     */
    public record EvidenceNeed(
            List<String> kinds,
            List<String> tools,
            @Nullable Integer maxAgeDays,
            boolean verified) {

        public EvidenceNeed {
            kinds = List.copyOf(kinds);
            tools = List.copyOf(tools);
        }

        /** Evidence of one kind, by any tool. */
        public EvidenceNeed(String kind, @Nullable Integer maxAgeDays, boolean verified) {
            this(List.of(kind), List.of(), maxAgeDays, verified);
        }

        /** @param json valid by the schema of policies */
        public static EvidenceNeed of(JsonNode json) {
            return new EvidenceNeed(
                    json.has("kind") ? List.of(json.path("kind").asText()) : texts(json.path("kinds")),
                    texts(json.path("tools")),
                    json.has("maxAgeDays") ? (Integer) json.path("maxAgeDays").asInt() : null,
                    json.path("verified").asBoolean());
        }

        private static List<String> texts(JsonNode list) {
            return list.valueStream().map(JsonNode::asText).toList();
        }
    }

    /**
     * A rule of the engines {@code builtin} and {@code cel}.
     *
     * @param name unique within the policy
     * @param check the built-in check; null for CEL
     * @param expect the expression that is true if the rule is kept; null for a built-in check
     * @param message null if the check's own message is enough
     * @param path a JSON pointer into the input; null if none was given
     * @param settings the members of the rule, from which a built-in check reads its own
     */
    public record PolicyRule(
            String name,
            @Nullable String check,
            @Nullable CelProgram expect,
            @Nullable String message,
            @Nullable String path,
            @Nullable String remedy,
            @Nullable String link,
            JsonNode settings) {}

    /**
     * A question to OPA.
     *
     * @param path the path of a document below {@code /v1/data}
     * @param requestOnly whether OPA's input is only the {@code input} of the evaluation, as Rego that was written for
     *     other tools expects it, and not the whole context
     * @param state what the input has beside the context
     */
    public record OpaQuery(String path, boolean requestOnly, Set<KnownState> state) {

        public OpaQuery {
            state = Copies.set(state);
        }

        /** A question with nothing beside the context or the request. */
        public OpaQuery(String path, boolean requestOnly) {
            this(path, requestOnly, Set.of());
        }
    }

    /** What the service knows of the subject of an evaluation, and OPA does not. */
    public enum KnownState {
        GOLDEN_PATH,
        CATALOG_FINDINGS,
        ERROR_BUDGETS;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static KnownState of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /** The same policy with other values of its parameters. */
    public Policy withParameters(JsonNode others) {
        return new Policy(
                name,
                title,
                owner,
                version,
                severity,
                documentation,
                hooks,
                match,
                evidence,
                others,
                engine,
                rules,
                opa,
                digest);
    }

    static String digest(JsonNode document) {
        return Sha256.label(CanonicalJson.hash(document));
    }
}
