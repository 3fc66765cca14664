package dev.milepost.policy.decisions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.delivery.facts.ProductionDeployments;
import dev.milepost.platform.sql.Rows;
import dev.milepost.platform.sql.Sql;
import dev.milepost.policy.decisions.Decision.About;
import dev.milepost.policy.decisions.DecisionQuery.Position;
import dev.milepost.policy.definitions.Hook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The log of decisions. It is appended to in sets, by evaluations and by the logs of other OPAs, so it is plain SQL like
 * the log of events.
 */
@ApplicationScoped
@Transactional
class DecisionRepository {

    /** The number of rows per delete statement, so that deleting many does not lock the log for long. */
    static final int BATCH = 5_000;

    /** The limit for the decisions of one response, in bytes. */
    private static final long MOST_BYTES = 2 << 20;

    private static final String BYTES = "octet_length(results) + coalesce(octet_length(input), 0) + 1000";

    /** After all decisions. */
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private static final TypeReference<List<PolicyResult>> RESULTS = new TypeReference<>() {};

    private static final String INSERT = """
            insert into policy_decision (id, decided_at, origin, decision, hook, service, environment, tier, commit_sha,
                artifact, artifact_key, repository, pull_request, pipeline_run_id, deployment_id, correlation_id,
                template, task_id, caller, results, warnings, input_digest, input, request_key, request_digest)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private static final String WITHOUT_INPUT = """
            id, decided_at, origin, decision, hook, service, environment, tier, commit_sha, artifact, repository,
            pull_request, pipeline_run_id, deployment_id, correlation_id, template, task_id, caller, results, warnings,
            input_digest, null as input, request_digest
            """;

    private static final String INSERT_RESULTS = """
            insert into policy_result
                (policy, decided_at, decision, outcome, version, status, mode, service, team, tier)
            select policy, ?, ?, ?, version, status, mode, ?, ?, ?
            from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as result (policy, version, status, mode)
            """;

    private final Sql sql;
    private final ObjectMapper json;

    DecisionRepository(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * The identity of a request that may be repeated.
     *
     * @param key hash of the caller and the key
     * @param digest of the whole request
     */
    record RequestKey(UUID key, String digest) {}

    /** A decision that was stored for a request. */
    record StoredRequest(String digest, Decision decision) {}

    /** Adds a decision. Returns false if one with its id or key is stored already. */
    boolean add(Decision decision, @Nullable RequestKey request) {
        var about = decision.about();
        var artifact = about.artifact();
        var input = decision.input();
        int added = sql.update(
                INSERT,
                decision.id(),
                decision.decidedAt(),
                decision.origin(),
                decision.decision().wireName(),
                about.hook(),
                about.service(),
                about.environment(),
                about.tier(),
                about.commitSha(),
                artifact,
                artifact == null ? null : ProductionDeployments.artifactKey(artifact),
                about.repository(),
                about.pullRequest(),
                about.pipelineRun(),
                about.deployment(),
                about.correlation(),
                about.template(),
                about.task(),
                decision.caller(),
                write(decision.results()),
                decision.warnings(),
                decision.inputDigest(),
                input == null ? null : input.toString(),
                request == null ? null : request.key(),
                request == null ? null : request.digest());
        if (added == 0) {
            return false;
        }
        if (!decision.results().isEmpty()) {
            addResults(decision);
        }
        return true;
    }

    private void addResults(Decision decision) {
        var results = decision.results();
        sql.update(
                INSERT_RESULTS,
                decision.decidedAt(),
                decision.id(),
                decision.decision().wireName(),
                decision.about().service(),
                decision.about().team(),
                decision.about().tier(),
                Sql.column(results, PolicyResult::policy),
                Sql.column(results, PolicyResult::version),
                Sql.column(results, result -> result.status().wireName()),
                Sql.column(results, result -> result.mode().wireName()));
    }

    Optional<Decision> findOne(UUID id) {
        return sql.query("select * from policy_decision where id = ?", this::decision, id).stream()
                .findFirst();
    }

    /** The decision has no input: whoever repeats a request is not answered with it. */
    Optional<StoredRequest> findByRequest(UUID key) {
        return sql
                .query(
                        "select %s from policy_decision where request_key = ?".formatted(WITHOUT_INPUT),
                        row -> new StoredRequest(row.getString("request_digest"), decision(row)),
                        key)
                .stream()
                .findFirst();
    }

    /** Finds decisions, newest first. Returns fewer than the limit if they are large. */
    Rows<Decision> find(DecisionQuery query, int limit) {
        var statement = query.statement(limit);
        return sql.queryWithin(
                MOST_BYTES,
                statement.sql(),
                "decided_at desc, id desc",
                BYTES,
                this::decision,
                statement.values().toArray());
    }

    /** Finds decisions of this service whose inputs are kept, newest first. Returns fewer than the limit if they are large. */
    Rows<Decision> findInputs(Collection<Hook> hooks, String tier, Instant from, @Nullable Position after, int limit) {
        return sql.queryWithin(
                MOST_BYTES,
                """
                select * from policy_decision
                where input is not null and origin = 'milepost' and tier = ? and hook = any (?::text[])
                    and decided_at >= ? and (decided_at, id) < (?, ?)
                order by decided_at desc, id desc limit ?
                """,
                "decided_at desc, id desc",
                BYTES,
                this::decision,
                tier,
                hooks.stream().map(Hook::wireName).toList(),
                from,
                after == null ? END : after.at(),
                after == null ? new UUID(0, 0) : after.id(),
                limit);
    }

    /**
     * A decision about a deployment to production.
     *
     * @param commitSha null if the request named none; so is {@code artifact}, the hash of an artifact
     */
    record Approval(
            UUID id,
            Instant decidedAt,
            Outcome decision,
            @Nullable String service,
            @Nullable String commitSha,
            @Nullable UUID artifact) {}

    /** Finds the decisions about deployments to production of these commits or artifacts, newest first. */
    List<Approval> findApprovals(Collection<String> services, Collection<String> commits, Collection<UUID> artifacts) {
        return sql.query(
                """
                select id, decided_at, decision, service, commit_sha, artifact_key from (
                    select * from policy_decision where commit_sha = any (?::text[])
                    union
                    select * from policy_decision where artifact_key = any (?::uuid[])
                ) about
                where hook in ('deploy', 'promote') and tier = 'production' and service = any (?::text[])
                order by decided_at desc, id desc
                """,
                row -> new Approval(
                        row.getObject("id", UUID.class),
                        Objects.requireNonNull(Sql.instant(row, "decided_at")),
                        Outcome.find(row.getString("decision")).orElseThrow(),
                        row.getString("service"),
                        row.getString("commit_sha"),
                        row.getObject("artifact_key", UUID.class)),
                commits,
                artifacts,
                services);
    }

    /** Deletes up to {@link #BATCH} decisions older than a time, with their results. Returns their number. */
    int deleteBefore(Instant before) {
        return sql.update("""
                delete from policy_decision where id in
                    (select id from policy_decision where decided_at < ? order by decided_at limit ?)
                """, before, BATCH);
    }

    /** Removes up to {@link #BATCH} inputs of decisions older than a time. Returns their number. */
    int removeInputsBefore(Instant before) {
        return sql.update("""
                update policy_decision set input = null where id in
                    (select id from policy_decision where decided_at < ? and input is not null
                     order by decided_at limit ?)
                """, before, BATCH);
    }

    private Decision decision(ResultSet row) throws SQLException {
        var input = row.getString("input");
        return new Decision(
                row.getObject("id", UUID.class),
                Objects.requireNonNull(Sql.instant(row, "decided_at")),
                row.getString("origin"),
                Outcome.find(row.getString("decision")).orElseThrow(),
                new About(
                        row.getString("hook"),
                        row.getString("service"),
                        row.getString("environment"),
                        row.getString("tier"),
                        row.getString("commit_sha"),
                        row.getString("artifact"),
                        row.getString("repository"),
                        row.getString("pull_request"),
                        row.getString("pipeline_run_id"),
                        row.getString("deployment_id"),
                        row.getString("correlation_id"),
                        row.getString("template"),
                        row.getString("task_id"),
                        null),
                row.getString("caller"),
                readResults(row.getString("results")),
                Objects.requireNonNull(Sql.texts(row, "warnings")),
                row.getString("input_digest"),
                input == null ? null : StoredInput.of(input));
    }

    private String write(List<PolicyResult> results) {
        try {
            return json.writeValueAsString(new ArrayList<>(results));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The results cannot be written as JSON", e);
        }
    }

    private List<PolicyResult> readResults(String text) {
        try {
            return json.readValue(text, RESULTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored results are not valid JSON", e);
        }
    }
}
