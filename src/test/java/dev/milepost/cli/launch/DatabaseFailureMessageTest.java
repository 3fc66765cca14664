package dev.milepost.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.UnknownHostException;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

class DatabaseFailureMessageTest {

    @ParameterizedTest
    @CsvSource({
        "INVALID_PASSWORD, QUARKUS_DATASOURCE_PASSWORD",
        "INVALID_AUTHORIZATION_SPECIFICATION, QUARKUS_DATASOURCE_USERNAME",
        "INVALID_NAME, ''",
        "CONNECTION_UNABLE_TO_CONNECT, QUARKUS_DATASOURCE_JDBC_URL"
    })
    void namesSettingToCheck(PSQLState state, String variable) {
        var refusal = new PSQLException("FATAL: no", state);

        var told = DatabaseFailureMessage.find(
                new IllegalStateException("Failed to start", new RuntimeException(refusal)));

        assertThat(told.isPresent()).isEqualTo(!variable.isEmpty());
        told.ifPresent(text -> assertThat(text).startsWith("FATAL: no\n").contains(variable));
    }

    @Test
    void includesDriverMessage() {
        var away = catchThrowable(() -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/milepost"));
        var unknown = new PSQLException(
                "The connection attempt failed.",
                PSQLState.CONNECTION_UNABLE_TO_CONNECT,
                new UnknownHostException("db.example.com"));

        assertThat(DatabaseFailureMessage.find(away))
                .hasValueSatisfying(text -> assertThat(text).contains("127.0.0.1:1 refused", "ConnectException"));
        assertThat(DatabaseFailureMessage.find(unknown))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("The connection attempt failed. (UnknownHostException: db.example.com)"));
    }
}
