package dev.milepost.testing;

import dev.milepost.local.LocalParts;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL with the tables of the service and without the service, for laws over many seeds. */
public final class Postgres implements AutoCloseable {

    private final Path folder;
    private final LocalParts parts;
    private final PGSimpleDataSource server = new PGSimpleDataSource();
    private final Connection connection;

    private Postgres(Path folder, LocalParts parts) throws SQLException {
        this.folder = folder;
        this.parts = parts;
        var properties = parts.get();
        server.setUrl(properties.get("quarkus.datasource.jdbc.url"));
        server.setUser(properties.get("quarkus.datasource.username"));
        server.setPassword(properties.get("quarkus.datasource.password"));
        Flyway.configure().dataSource(server).load().migrate();
        connection = server.getConnection();
    }

    public static Postgres start() throws IOException, SQLException {
        var target = Files.createDirectories(Path.of("target").toAbsolutePath());
        var folder = Files.createTempDirectory(target, "postgres-");
        var settings = Map.of("fsync", "off", "synchronous_commit", "off");
        return new Postgres(
                folder, LocalParts.start(folder, target.resolve("postgres-programs"), Set.of("postgres"), settings));
    }

    /** Of one connection, which takes part in the transaction that is under way. */
    public DataSource database() {
        return (DataSource) Proxy.newProxyInstance(
                Postgres.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> kept());
    }

    /** Of a new connection for each statement, beside the transaction that is under way. */
    public DataSource databaseBeside() {
        return server;
    }

    /** Another connection, for transactions beside. */
    public Connection connect() throws SQLException {
        return server.getConnection();
    }

    /** Work that may be interrupted by anything. */
    public interface Work {
        void run() throws SQLException;
    }

    /** In a transaction, which is rolled back where the work fails. */
    public void transaction(Work work) {
        inTransaction("read committed", work);
    }

    /** In a transaction that sees one state of the database. */
    public void snapshot(Work work) {
        inTransaction("repeatable read, read only", work);
    }

    private void inTransaction(String isolation, Work work) {
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute("set transaction isolation level " + isolation);
                work.run();
                connection.commit();
            } catch (RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection kept() {
        return (Connection) Proxy.newProxyInstance(
                Postgres.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        parts.close();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
