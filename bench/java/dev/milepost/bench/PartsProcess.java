package dev.milepost.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A fresh PostgreSQL and Kafka in a process of their own; their data goes with them. */
final class PartsProcess implements AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("milepost.home"));
    private static final Path TARGET = HOME.resolve("target/bench");

    private final Path folder;
    private final Process process;
    private final Map<String, String> properties;

    private PartsProcess(Path folder, Process process) throws IOException {
        this.folder = folder;
        this.process = process;
        this.properties = readProperties(folder, process);
    }

    /** @param folder takes their data and their log */
    static PartsProcess start(Path folder) throws IOException {
        var classPath = "%1$s/classes:%2$s/target/local/milepost-local.jar:%2$s/target/local/lib/*";
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx1g",
                        "-cp",
                        classPath.formatted(TARGET, HOME),
                        Parts.class.getName(),
                        folder.resolve("data").toString(),
                        TARGET.resolve("programs").toString())
                .redirectError(folder.resolve("parts.log").toFile())
                .start();
        return new PartsProcess(folder, process);
    }

    private static Map<String, String> readProperties(Path folder, Process process) throws IOException {
        var readProperties = new HashMap<String, String>();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); !"ready".equals(line); line = lines.readLine()) {
            if (line == null) {
                throw new IllegalStateException("PostgreSQL and Kafka do not start, see " + folder);
            }
            var parts = line.split("=", 2);
            readProperties.put(parts[0], parts[1]);
        }
        return readProperties;
    }

    /** What points the service to them. */
    Map<String, String> properties() {
        return Map.copyOf(properties);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    @SuppressWarnings("try") // Being interrupted ends the whole run.
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        try (var files = Files.walk(folder.resolve("data"))) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
