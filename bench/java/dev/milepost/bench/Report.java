package dev.milepost.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What is printed; progress goes to standard error, so that the figures alone can be kept. */
final class Report {

    private final Instant start = Instant.now();

    void line(String text) {
        System.out.println(text);
    }

    void title(String text) {
        progress(text);
        System.out.printf("%n== %s%n", text);
    }

    void figure(String what, double rate) {
        System.out.printf("%-70s %,12.0f /s%n", what, rate);
    }

    void progress(String text) {
        var elapsed = Duration.between(start, Instant.now());
        System.err.printf("[%d:%02d] %s%n", elapsed.toMinutes(), elapsed.toSecondsPart(), text);
    }

    void machine() throws IOException {
        line("Milepost benchmark, " + start.truncatedTo(ChronoUnit.SECONDS));
        line("processors %d, %s, memory %s, load %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        field("/proc/cpuinfo", "model name"),
                        field("/proc/meminfo", "MemTotal"),
                        first("/proc/loadavg")));
        line("%s %s, Java %s (%s)"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        System.getProperty("java.vendor")));
        line("the service runs in its own process with -Xmx1g; PostgreSQL and Kafka run on the same machine");
    }

    private static String field(String file, String name) throws IOException {
        if (!Files.isReadable(Path.of(file))) {
            return "unknown";
        }
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String first(String file) throws IOException {
        return Files.isReadable(Path.of(file))
                ? Files.readAllLines(Path.of(file)).get(0)
                : "unknown";
    }
}
