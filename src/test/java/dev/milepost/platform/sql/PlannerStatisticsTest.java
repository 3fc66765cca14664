package dev.milepost.platform.sql;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class PlannerStatisticsTest {

    @Inject
    DataSource database;

    @BeforeEach
    void createTable() {
        new Sql(database).update("create table outgrown (n integer) with (autovacuum_enabled = off)");
    }

    @AfterEach
    void dropTable() {
        new Sql(database).update("drop table outgrown");
    }

    @Test
    void analyzesGrownTable() {
        new Sql(database).update("insert into outgrown select generate_series(1, 5000)");

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(rowsAsPlanned()).isEqualTo(5000));
    }

    private long rowsAsPlanned() {
        return new Sql(database)
                .query("select reltuples from pg_class where relname = 'outgrown'", row -> row.getLong(1))
                .get(0);
    }
}
