package dev.milepost.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.jdbc.PgConnection;

/** Statements that nobody waits for any more. */
@QuarkusTest
@Tag("service")
class AbandonedStatementsTest {

    @Inject
    DataSource database;

    @Test
    void areEndedByTheDatabase() throws Exception {
        try (var pooled = database.getConnection()) {
            var connection = pooled.unwrap(PgConnection.class);
            var process = connection.getBackendPID();
            var waiting = new Thread(() -> sleepInDatabase(connection));
            waiting.start();
            await("statement").atMost(Duration.ofSeconds(10)).until(() -> isRunning(process));

            connection.abort(Runnable::run);
            waiting.join();

            await("end")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(isRunning(process)).isFalse());
        }
    }

    private static void sleepInDatabase(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_sleep(120)");
        } catch (SQLException e) {
            // It is broken off.
        }
    }

    private boolean isRunning(int process) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "select 1 from pg_stat_activity where pid = ? and query like 'select pg_sleep%'")) {
            statement.setInt(1, process);
            return statement.executeQuery().next();
        }
    }
}
