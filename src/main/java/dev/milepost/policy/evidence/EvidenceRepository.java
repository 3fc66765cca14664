package dev.milepost.policy.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.documents.JsonHeapUse;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores evidence by the digest of its document. It is SQL, not entities: documents are written at most once, and facts,
 * which can be large, are read only where they are needed.
 */
@ApplicationScoped
@Transactional
class EvidenceRepository {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String COLUMNS = """
            id, kind, tool, service, commit_sha, artifact_digest, source, produced_at, received_at, signer, key_name,
            digest, bytes, sent_by, exists (
                select from evidence_document where evidence_document.digest = evidence.digest) as document_kept
            """;

    private static final String SIZES = "id, kind, facts_bytes, facts_heap";

    /** A document that states no time is as new as its last arrival. */
    private static final String SAVE = """
            insert into evidence (
                id, kind, tool, service, commit_sha, artifact_digest, source, produced_at, received_at, signer, key_name,
                digest, bytes, sent_by, facts, facts_bytes, facts_heap)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
            on conflict on constraint evidence_once do update set
                tool = excluded.tool, source = excluded.source, produced_at = excluded.produced_at,
                received_at = excluded.received_at, signer = excluded.signer, key_name = excluded.key_name,
                sent_by = excluded.sent_by, facts = excluded.facts, facts_bytes = excluded.facts_bytes,
                facts_heap = excluded.facts_heap
            returning id
            """;

    private static final String KEEP_DOCUMENT = """
            insert into evidence_document (digest, content, stored_at) values (?, ?, ?)
            on conflict (digest) do update set stored_at = excluded.stored_at
            """;

    /**
     * The evidence about a subject, with how near it is to it: 1 about the artifact, 2 about the commit, 3 about the
     * service. Evidence about another artifact of the same commit is not about the subject.
     */
    private static final String ABOUT = """
            select %s from (
                select distinct on (kind, tool) * from (
                    select 1 as distance, evidence.* from evidence
                    where artifact_digest = ? and service in (?, '')
                    union all
                    select 2, evidence.* from evidence
                    where commit_sha = ? and service in (?, '') and (?::text is null or artifact_digest is null)
                    union all
                    select 3, evidence.* from evidence
                    where service = ? and (commit_sha is null and artifact_digest is null or ?::boolean)
                ) near
                where kind = any (?) or cardinality(?::text[]) = 0
                order by kind, tool, distance, produced_at desc, received_at desc, id
            ) newest
            order by produced_at desc, received_at desc, id
            limit 200
            """;

    private final Sql sql;

    EvidenceRepository(Sql sql) {
        this.sql = sql;
    }

    /** Stores evidence, with its document. Equal evidence about the same is stored once. */
    UUID save(StoredEvidence evidence, JsonNode facts, byte[] document) {
        var text = facts.toString();
        sql.update(KEEP_DOCUMENT, evidence.digest(), document, evidence.receivedAt());
        return sql.query(
                        SAVE,
                        row -> row.getObject("id", UUID.class),
                        evidence.id(),
                        evidence.kind(),
                        evidence.tool(),
                        evidence.service(),
                        evidence.commitSha(),
                        evidence.artifactDigest(),
                        evidence.source(),
                        evidence.producedAt(),
                        evidence.receivedAt(),
                        evidence.signer(),
                        evidence.key(),
                        evidence.digest(),
                        evidence.bytes(),
                        evidence.sentBy(),
                        text,
                        text.length(),
                        JsonHeapUse.of(facts))
                .get(0);
    }

    Optional<StoredEvidence> findById(UUID id) {
        return sql
                .query("select %s from evidence where id = ?".formatted(COLUMNS), EvidenceRepository::stored, id)
                .stream()
                .findFirst();
    }

    /** The document of evidence; empty if it is no longer kept. */
    Optional<byte[]> findDocument(String digest) {
        return sql
                .query("select content from evidence_document where digest = ?", row -> row.getBytes("content"), digest)
                .stream()
                .findFirst();
    }

    Optional<FoundEvidence> findOne(UUID id) {
        return sql
                .query("select %s from evidence where id = ?".formatted(SIZES), EvidenceRepository::found, id)
                .stream()
                .findFirst();
    }

    /** Evidence with its facts, newest first. The memory for the facts must be reserved. */
    List<Evidence> read(List<FoundEvidence> found) {
        return sql.query(
                "select * from evidence where id = any (?::uuid[]) order by produced_at desc, received_at desc, id",
                EvidenceRepository::evidence,
                Sql.column(found, FoundEvidence::id));
    }

    /**
     * The newest evidence of each kind and tool about a subject, newest first, without facts.
     *
     * @param kinds the only kinds that are found; empty for all
     */
    List<FoundEvidence> findAbout(
            String service, @Nullable String commit, @Nullable String artifact, List<String> kinds) {
        return about(service, commit, artifact, kinds, SIZES, EvidenceRepository::found);
    }

    /** As {@link #findAbout}, of all kinds, as it is listed. */
    List<StoredEvidence> listAbout(String service, @Nullable String commit, @Nullable String artifact) {
        return about(
                service,
                commit,
                artifact,
                List.of(),
                COLUMNS.replace("evidence.digest", "newest.digest"),
                EvidenceRepository::stored);
    }

    private <T> List<T> about(
            String service,
            @Nullable String commit,
            @Nullable String artifact,
            List<String> kinds,
            String columns,
            Sql.Row<T> row) {
        return sql.query(
                ABOUT.formatted(columns),
                row,
                artifact,
                service,
                commit,
                service,
                artifact,
                service,
                commit == null && artifact == null,
                kinds,
                kinds);
    }

    /** Evidence that a filter leaves, newest first. The statement has its conditions alone, so that an index is found. */
    List<StoredEvidence> findPage(EvidenceFilter filter, int limit) {
        var values = new ArrayList<Object>(filter.values());
        values.add(limit);
        return sql.query(
                "select %s from evidence where %s order by received_at desc, id desc limit ?"
                        .formatted(COLUMNS, filter.conditions()),
                EvidenceRepository::stored,
                values.toArray());
    }

    /** What a removed key verified counts as not verified. */
    void forgetSigner(String key) {
        sql.update("update evidence set key_name = null, signer = null where key_name = ?", key);
    }

    /** Deletes some documents that were last sent before a time. Returns their number. */
    int deleteDocuments(Instant before) {
        return sql.update("""
                delete from evidence_document where digest = any (array(
                    select digest from evidence_document where stored_at < ? order by stored_at limit 100))
                """, before);
    }

    /**
     * Deletes some evidence that was received before a time, but not the newest of a service, kind and tool. Returns its
     * number.
     */
    int deleteEvidence(Instant before) {
        return sql.update("""
                delete from evidence where id = any (array(
                    select id from evidence as old
                    where received_at < ? and exists (
                        select from evidence as newer
                        where newer.service = old.service and newer.kind = old.kind and newer.tool = old.tool
                          and (newer.produced_at, newer.received_at, newer.id) > (old.produced_at, old.received_at, old.id))
                    order by received_at
                    limit 1000))
                """, before);
    }

    private static StoredEvidence stored(ResultSet row) throws SQLException {
        return new StoredEvidence(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("tool"),
                row.getString("service"),
                row.getString("commit_sha"),
                row.getString("artifact_digest"),
                row.getString("source"),
                Objects.requireNonNull(Sql.instant(row, "produced_at")),
                Objects.requireNonNull(Sql.instant(row, "received_at")),
                row.getString("key_name") != null,
                row.getString("signer"),
                row.getString("key_name"),
                row.getString("digest"),
                row.getLong("bytes"),
                row.getString("sent_by"),
                row.getBoolean("document_kept"));
    }

    private static FoundEvidence found(ResultSet row) throws SQLException {
        return new FoundEvidence(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getLong("facts_bytes"),
                row.getLong("facts_heap"));
    }

    private static Evidence evidence(ResultSet row) throws SQLException {
        return new Evidence(
                row.getString("id"),
                row.getString("kind"),
                row.getString("service"),
                row.getString("commit_sha"),
                row.getString("artifact_digest"),
                Objects.requireNonNull(Sql.instant(row, "produced_at")),
                Objects.requireNonNull(Sql.instant(row, "received_at")),
                row.getString("key_name") != null,
                row.getString("signer"),
                row.getString("digest"),
                tree(row.getString("facts")));
    }

    private static JsonNode tree(String facts) {
        try {
            return JSON.readTree(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored facts are not valid JSON", e);
        }
    }
}
