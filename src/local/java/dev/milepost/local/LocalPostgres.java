package dev.milepost.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** An embedded PostgreSQL server in a process of its own. Its data is kept between starts. */
final class LocalPostgres {

    private static final String USER = "milepost";
    private static final String DATABASE = "milepost";
    private static final int ATTEMPTS = 4;

    private final Path folder;
    private final Path data;
    private final Map<String, String> settings;
    private final PostgresPrograms programs;
    private final String password;
    private int port;

    /**
     * @param folder for the data and the server's log
     * @param programs the folder that the programs are unpacked to
     * @param settings lines of {@code postgresql.conf} in addition to or instead of the default ones
     */
    LocalPostgres(Path folder, Path programs, Map<String, String> settings) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.settings = new TreeMap<>(settings);
        try {
            Files.createDirectories(folder);
            this.programs = new PostgresPrograms(PostgresBinaries.unpack(programs), folder);
            this.password = password();
        } catch (IOException e) {
            throw new LocalFault("Cannot use " + folder, e);
        }
    }

    Map<String, String> properties() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://%s:%d/%s".formatted(Loopback.ADDRESS, port, DATABASE),
                "quarkus.datasource.username",
                USER,
                "quarkus.datasource.password",
                password);
    }

    /** Starts on the port of the previous start in this process, or on any free port. */
    void start() {
        try {
            if (!Files.exists(data)) {
                initialise();
            }
            Orphan.stop(data, programs);
            startServer();
            createDatabase();
        } catch (IOException e) {
            throw new LocalFault("Could not start PostgreSQL in " + folder, e);
        }
    }

    void stop() {
        if (programs.run("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-t", "60", "stop") != 0) {
            programs.run("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "-t", "20", "stop");
        }
    }

    /**
     * Creates the data folder under another name and then renames it atomically, so that an interrupted start leaves no
     * incomplete data folder.
     */
    private void initialise() throws IOException {
        var unfinished = folder.resolve("initialising");
        if (Files.exists(unfinished)) {
            FileModes.deleteRecursively(unfinished);
        }
        var arguments = new ArrayList<>(List.of("-D", unfinished.toString(), "-U", USER, "-E", "UTF8", "--locale=C"));
        arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-A", "scram-sha-256"));
        arguments.add("--pwfile=" + folder.resolve("password"));
        if ("off".equals(settings.get("fsync"))) {
            arguments.add("--no-sync");
        }
        programs.prepare(folder);
        programs.runOrFail("initdb", arguments.toArray(String[]::new));
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private String password() throws IOException {
        var file = folder.resolve("password");
        if (!Files.exists(file)) {
            Files.createFile(file);
            FileModes.set(file, 0600);
            Files.writeString(file, UUID.randomUUID().toString());
        }
        return Files.readString(file);
    }

    /**
     * Starts the server, with retries: another process may take the port, and the shared memory of a killed server is
     * released with a delay.
     */
    private void startServer() throws IOException {
        boolean anyPort = port == 0;
        for (int attempt = 1; ; attempt++) {
            port = anyPort ? Loopback.freePort() : port;
            configure();
            if (programs.run("pg_ctl", "-D", data.toString(), "-l", programs.log(), "-w", "-t", "120", "start") == 0) {
                return;
            }
            if (attempt == ATTEMPTS) {
                throw programs.fault("PostgreSQL does not start");
            }
        }
    }

    private void configure() throws IOException {
        var lines = new TreeMap<String, String>();
        lines.put("listen_addresses", Loopback.ADDRESS);
        lines.put("port", Integer.toString(port));
        lines.put("unix_socket_directories", "");
        lines.put("max_connections", "100");
        lines.put("shared_buffers", "256MB");
        lines.put("max_wal_size", "2GB");
        lines.put("timezone", "UTC");
        lines.put("log_timezone", "UTC");
        lines.putAll(settings);
        var text = new StringBuilder("# Overwritten at each start.\n");
        lines.forEach((name, value) -> text.append("%s = '%s'%n".formatted(name, value.replace("'", "''"))));
        Files.writeString(data.resolve("postgresql.conf"), text);
    }

    private void createDatabase() {
        var server = new PGSimpleDataSource();
        server.setUrl("jdbc:postgresql://%s:%d/postgres".formatted(Loopback.ADDRESS, port));
        server.setUser(USER);
        server.setPassword(password);
        try (var connection = server.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select 1 from pg_database where datname = 'milepost'")) {
            if (!found.next()) {
                statement.execute("create database milepost");
            }
        } catch (SQLException e) {
            throw new LocalFault("Cannot connect to PostgreSQL in %s.".formatted(folder), e);
        }
    }
}
