package dev.milepost.platform.sql;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether the database is reachable. Not part of readiness: the intake works without the database, and all replicas
 * share one, so removing them from the Service would lose events and gain nothing.
 */
@Wellness
@ApplicationScoped
class DatabaseHealth implements HealthCheck {

    private static final int TIMEOUT_SECONDS = 5;

    private final DataSource database;

    DatabaseHealth(DataSource database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("Milepost's database");
        try (var connection = database.getConnection()) {
            return answer.status(connection.isValid(TIMEOUT_SECONDS)).build();
        } catch (SQLException e) {
            return answer.withData("reason", String.valueOf(e.getMessage()))
                    .down()
                    .build();
        }
    }
}
