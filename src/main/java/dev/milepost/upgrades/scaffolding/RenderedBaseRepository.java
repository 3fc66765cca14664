package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milepost.platform.sql.ChunkedBytes;
import dev.milepost.platform.sql.Sql;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.upgrades.scaffolding.RenderedBase.FileOrigin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The rendered files of services, stored once per lock and parameter values. */
@ApplicationScoped
class RenderedBaseRepository {

    private static final JsonMapper JSON = new JsonMapper();

    private final Sql sql;

    RenderedBaseRepository(Sql sql) {
        this.sql = sql;
    }

    /** @param lock the digest of the lock */
    record Key(String lock, String parameters) {}

    Optional<RenderedBase> find(Key key) {
        return sql
                .query(
                        "select origins from rendered_base where lock_digest = ? and parameters_digest = ?",
                        row -> row.getString("origins"),
                        key.lock(),
                        key.parameters())
                .stream()
                .findFirst()
                .map(origins -> new RenderedBase(files(key), origins(origins)));
    }

    private FileTree files(Key key) {
        return TarArchive.read(new ChunkedBytes(
                sql,
                "archive",
                "from rendered_base where lock_digest = ? and parameters_digest = ?",
                key.lock(),
                key.parameters()));
    }

    @Transactional
    void store(Key key, RenderedBase base, Instant now) {
        sql.update(
                """
                insert into rendered_base
                    (lock_digest, parameters_digest, rendered_digest, archive, origins, rendered_at)
                values (?, ?, ?, ?, ?::jsonb, ?)
                on conflict do nothing
                """,
                key.lock(),
                key.parameters(),
                base.files().digest(),
                TarArchive.write(base.files()),
                written(base.origins()),
                now);
    }

    private static Map<String, FileOrigin> origins(String text) {
        try {
            return JSON.readValue(text, new TypeReference<Map<String, FileOrigin>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored origins cannot be read", e);
        }
    }

    private static String written(Map<String, FileOrigin> origins) {
        try {
            return JSON.writeValueAsString(origins);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The origins cannot be written as JSON", e);
        }
    }
}
