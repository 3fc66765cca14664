package dev.milepost.platform.sql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PostgreSQL ends all connections when it restarts or fails over, also those that wait in the pool. */
@QuarkusTest
@Tag("service")
class DeadConnectionsTest {

    private static final int REQUESTS = 40;

    @Inject
    DataSource database;

    @Test
    void answersEveryRequestAfterAllConnectionsOfThePoolWereEnded() throws SQLException, InterruptedException {
        askAtOnce();

        endAllOtherConnections();
        // Connections that were used just now are not tried again.
        Thread.sleep(1_500);

        assertThat(askAtOnce()).containsOnly(200);
    }

    /** At once, so that the pool has and uses many connections. */
    private static int[] askAtOnce() {
        var requests = IntStream.range(0, REQUESTS)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> given().get("/api/v1/audit").statusCode()))
                .toList();
        return requests.stream().mapToInt(CompletableFuture::join).toArray();
    }

    private void endAllOtherConnections() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        }
    }
}
