package dev.milepost.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.sql.Sql;
import dev.milepost.security.audit.AuditQuery.PagePosition;
import dev.milepost.security.audit.AuditQuery.Period;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Entries with large states are listed in pages that fit into memory. */
class AuditRepositoryTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
    private static final int ENTRIES = 10;

    private static Postgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @Test
    void endsAPageOfLargeEntriesBeforeItsLimit() {
        var sql = new Sql(postgres.database());
        for (int i = 0; i < ENTRIES; i++) {
            sql.update("""
                    insert into audit_entry (id, at, actor, action, subject, before, after)
                    values (?, ?, 'jane', 'changed', 'thing', jsonb_build_object('text', repeat('b', 400000)),
                        jsonb_build_object('text', repeat('a', 400000)))
                    """, new UUID(0, i), NOON.plusSeconds(i));
        }
        var entries = new AuditRepository(new Sql(postgres.database()), new ObjectMapper());
        var sizes = new ArrayList<Integer>();
        var found = new ArrayList<UUID>();
        PagePosition after = null;

        boolean more = true;
        while (more) {
            var page = entries.find(query(after), 101);
            page.rows().forEach(entry -> found.add(entry.id()));
            sizes.add(page.rows().size());
            var last = page.rows().get(page.rows().size() - 1);
            after = new PagePosition(last.at(), last.id());
            more = page.more();
        }

        assertThat(sizes).containsExactly(2, 2, 2, 2, 2);
        assertThat(found)
                .containsExactlyElementsOf(IntStream.range(0, ENTRIES)
                        .mapToObj(i -> new UUID(0, ENTRIES - 1 - i))
                        .toList());
    }

    private static AuditQuery query(@Nullable PagePosition after) {
        return new AuditQuery(List.of(), List.of(), List.of("thing"), new Period(null, null), after);
    }
}
