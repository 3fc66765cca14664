package dev.milepost.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long the packaged service takes until it is ready, with the image's flags, on a database and topics that are there
 * already; and what it holds when nobody asks. With the AOT cache and without it, in turns.
 */
final class Starts {

    private static final Path HOME = Path.of(System.getProperty("milepost.home"));
    private static final Path APP = HOME.resolve("target/quarkus-app");
    private static final Path FLAGS = HOME.resolve("src/main/jib/srv/milepost/java.args");
    private static final String CACHE = "-XX:AOTCache=";
    private static final int ROUNDS = 5;
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final Map<String, String> properties;

    private Starts(Path folder, Map<String, String> properties) {
        this.folder = folder;
        this.properties = properties;
    }

    /**
     * One start.
     *
     * @param ready milliseconds from the start of the process to the first answer that it is ready
     * @param processor seconds of it until then
     * @param resident MiB when idle, of them in memory of its own, not of files
     */
    private record Start(double ready, double processor, double resident, double anonymous) {}

    static void measure(Report report) throws Exception {
        if (Runtime.version().feature() < 25) {
            throw new IllegalStateException("An AOT cache needs a JDK 25: set JAVA_HOME to one");
        }
        var target = Files.createDirectories(HOME.resolve("target/bench"));
        var folder = Files.createTempDirectory(target, "site-");
        try (var parts = PartsProcess.start(folder)) {
            var starts = new Starts(folder, parts.properties());
            report.progress("recording the cache");
            starts.run("-XX:AOTCacheOutput=" + starts.cache(), Duration.ofSeconds(2));
            report.line(
                    "%-20s %10s %12s %14s %14s".formatted("", "ready ms", "processor s", "resident MiB", "of its own"));
            for (int round = 1; round <= ROUNDS; round++) {
                report.progress("round " + round);
                print(report, "with the cache", starts.run(CACHE + starts.cache(), IDLE));
                print(report, "without", starts.run("-XX:AOTMode=off", IDLE));
            }
        }
    }

    private static void print(Report report, String what, Start start) {
        report.line("%-20s %10.0f %12.1f %14.0f %14.0f"
                .formatted(what, start.ready(), start.processor(), start.resident(), start.anonymous()));
    }

    private Path cache() {
        return folder.resolve("milepost.aot");
    }

    /** Starts it, lets it be, and stops it. */
    private Start run(String ofTheCache, Duration idle) throws IOException, InterruptedException {
        int port = freePort();
        long began = System.nanoTime();
        var process = process(ofTheCache, port).start();
        try {
            new Api(URI.create("http://127.0.0.1:" + port)).awaitReady(process, PATIENCE, Duration.ofMillis(10));
            double ready = (System.nanoTime() - began) / 1e6;
            var processor = process.info().totalCpuDuration().orElse(Duration.ZERO);
            Api.pause(idle);
            var start = new Start(
                    ready, processor.toMillis() / 1e3, memory(process, "VmRSS:"), memory(process, "RssAnon:"));
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The service does not stop");
            }
            return start;
        } finally {
            process.destroyForcibly();
        }
    }

    private ProcessBuilder process(String ofTheCache, int port) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), ofTheCache));
        for (var line : Files.readAllLines(FLAGS)) {
            if (!line.startsWith("#") && !line.startsWith(CACHE)) {
                command.addAll(List.of(line.split(" ")));
            }
        }
        var builder = new ProcessBuilder(command).directory(APP.toFile()).redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("service.log").toFile()));
        properties.forEach((name, value) ->
                builder.environment().put(name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        builder.environment().put("MILEPOST_ACCESS_ADMIN_TOKEN_SECRET", Api.TOKEN);
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_SHUTDOWN_DELAY", "0S");
        return builder;
    }

    private static double memory(Process process, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
