package dev.milepost.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** The packaged service in its own process, beside a fresh PostgreSQL and Kafka in another; both end with it. */
final class Site implements AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("milepost.home"));
    private static final Path TARGET = HOME.resolve("target/bench");

    private final Path folder;
    private final PartsProcess parts;
    private final Process service;
    private final Map<String, String> properties;
    private final Api api;

    private Site(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        parts = PartsProcess.start(folder);
        properties = parts.properties();
        int port = freePort();
        service = startService(port);
        // The other process sees its input end; the service would go on.
        Runtime.getRuntime().addShutdownHook(new Thread(service::destroy));
        api = new Api(URI.create("http://127.0.0.1:" + port));
        try {
            api.awaitReady(service, Duration.ofMinutes(2));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Processor seconds of each. */
    record Used(double service, double database, double broker) {

        Used minus(Used before) {
            return new Used(service - before.service, database - before.database, broker - before.broker);
        }

        String of(int events) {
            return "%.0f us an event: service %.0f, PostgreSQL %.0f, Kafka %.0f"
                    .formatted(
                            1e6 * (service + database + broker) / events,
                            1e6 * service / events,
                            1e6 * database / events,
                            1e6 * broker / events);
        }
    }

    static Site start() throws IOException, InterruptedException {
        Files.createDirectories(TARGET);
        return new Site(Files.createTempDirectory(TARGET, "site-"));
    }

    Api api() {
        return api;
    }

    String brokers() {
        return properties.get("kafka.bootstrap.servers");
    }

    PGSimpleDataSource database() {
        var database = new PGSimpleDataSource();
        database.setUrl(properties.get("quarkus.datasource.jdbc.url"));
        database.setUser(properties.get("quarkus.datasource.username"));
        database.setPassword(properties.get("quarkus.datasource.password"));
        return database;
    }

    /** Has everything collected that can be, so that the log ends with what is held. */
    Heap heap() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, Long.toString(service.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("jcmd.log").toFile())
                .start()
                .waitFor();
        return Heap.of(folder.resolve("gc.log"));
    }

    /** What all processes of the site have used of the processors; it does not depend on what else runs. */
    Used used() throws IOException {
        var lines = Files.readAllLines(folder.resolve("data/postgres/data/postmaster.pid"));
        var server = ProcessHandle.of(Long.parseLong(lines.get(0))).stream();
        double database = server.flatMap(s -> Stream.concat(Stream.of(s), s.children()))
                .mapToDouble(Site::seconds)
                .sum();
        return new Used(seconds(service.toHandle()), database, seconds(parts.handle()));
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    private Process startService(int port) throws IOException {
        var command = new ProcessBuilder(HOME.resolve("milepost").toString());
        var environment = command.environment();
        properties.forEach(
                (name, value) -> environment.put(name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        environment.put("MILEPOST_ACCESS_ADMIN_TOKEN_SECRET", Api.TOKEN);
        environment.put("MILEPOST_ACCESS_RATE_LIMIT_REQUESTS", "0");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        var options = environment.getOrDefault("MILEPOST_JAVA_OPTS", "");
        environment.put("MILEPOST_JAVA_OPTS", "-Xlog:gc:file=%s %s".formatted(folder.resolve("gc.log"), options));
        return command.redirectErrorStream(true)
                .redirectOutput(folder.resolve("service.log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    @SuppressWarnings("try") // Being interrupted ends the whole run.
    public void close() throws IOException, InterruptedException {
        service.destroy();
        if (!service.waitFor(30, TimeUnit.SECONDS)) {
            service.destroyForcibly();
        }
        parts.close();
    }
}
