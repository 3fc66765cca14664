package dev.milepost.upgrades.scaffolding;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.upgrades.scaffolding.RenderedBaseRepository.Key;
import org.jspecify.annotations.Nullable;

/**
 * Deletes rendered files that name an erased person. They are rendered again when they are needed, with the parameters as
 * they are then.
 */
final class RenderedBaseErasure implements ErasureStep {

    private static final int MOST_ROWS = 50;
    private static final long MOST_BYTES = 4 << 20;
    private static final String KEY = "lock_digest, parameters_digest";

    private final Sql sql;

    RenderedBaseErasure(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "rendered_base";
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Files(Key key, byte[] archive) {}

    @Override
    public Part run(ErasureScope scope, @Nullable String position) {
        int end = position == null ? -1 : position.indexOf(' ');
        var found = sql.queryWithin(
                MOST_BYTES,
                "select %1$s, archive from rendered_base where (%1$s) > (?, ?) order by %1$s limit %2$d"
                        .formatted(KEY, MOST_ROWS),
                KEY,
                "octet_length(archive)",
                row -> new Files(
                        new Key(row.getString("lock_digest"), row.getString("parameters_digest")),
                        row.getBytes("archive")),
                position == null ? "" : position.substring(0, end),
                position == null ? "" : position.substring(end + 1));
        long deleted = 0;
        for (var files : found.rows()) {
            if (scope.names().areIn(files.archive())) {
                deleted += sql.update(
                        "delete from rendered_base where lock_digest = ? and parameters_digest = ?",
                        files.key().lock(),
                        files.key().parameters());
            }
        }
        int rows = found.rows().size();
        if (!found.more() && rows < MOST_ROWS) {
            return Part.last(rows, deleted);
        }
        var last = found.rows().get(rows - 1).key();
        return new Part(last.lock() + " " + last.parameters(), rows, deleted, 0, false);
    }
}
