package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.counting.CountRepository.FirstAndLast;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstAndLastTest {

    /** The first and the last valid event, of good and bad ones; excluded ones and counts of 0 are none. */
    @Test
    void areThoseOfValidEvents() throws IOException, SQLException {
        try (var postgres = Postgres.start()) {
            var sql = new Sql(postgres.database());
            put(sql, 1, "good", 30_000_010, 1);
            put(sql, 1, "good", 30_000_030, 0);
            put(sql, 1, "bad", 30_000_005, 2);
            put(sql, 1, "bad", 30_000_020, 1);
            put(sql, 1, "excluded:cancelled", 30_000_001, 1);
            put(sql, 2, "excluded:cancelled", 30_000_001, 1);
            put(sql, 3, "good", 29_000_000, 1);
            put(sql, 3, "good", 30_000_000, 1);

            var found = new CountRepository(sql).findFirstAndLast(List.of(1, 2, 3, 4));

            assertThat(found).containsOnlyKeys(1, 3);
            assertThat(found.get(1)).isEqualTo(new FirstAndLast(minute(30_000_005), minute(30_000_020), 3));
            assertThat(found.get(3)).isEqualTo(new FirstAndLast(minute(29_000_000), minute(30_000_000), 1));
        }
    }

    private static void put(Sql sql, int id, String outcome, int minute, int count) {
        sql.update(
                "insert into slo_count (indicator, outcome, minute, count) values (?, ?, ?, ?)",
                id,
                outcome,
                minute,
                count);
    }

    private static Instant minute(int minute) {
        return Instant.ofEpochSecond(60L * minute);
    }
}
