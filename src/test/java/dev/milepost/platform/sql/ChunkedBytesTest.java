package dev.milepost.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.testing.Postgres;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedBytesTest {

    private static Postgres postgres;
    private static Sql sql;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    private static ChunkedBytes open(String digest) {
        return new ChunkedBytes(sql, "archive", "from registry_files where digest = ?", digest);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, ChunkedBytes.CHUNK - 1, ChunkedBytes.CHUNK, ChunkedBytes.CHUNK + 1, 3 * ChunkedBytes.CHUNK})
    void readsAllBytes(int length) throws IOException {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        sql.update("insert into registry_files (digest, archive) values (?, ?)", "of-" + length, bytes);

        try (var stored = open("of-" + length)) {
            assertThat(stored.readAllBytes()).isEqualTo(bytes);
            assertThat(stored.read()).isEqualTo(-1);
        }
    }

    @Test
    void failsWithoutTheRow() {
        assertThatThrownBy(() -> open("nowhere").readAllBytes()).isInstanceOf(EOFException.class);
    }
}
