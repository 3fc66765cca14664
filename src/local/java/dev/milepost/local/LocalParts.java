package dev.milepost.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The embedded PostgreSQL and Kafka. Supplies the configuration properties that connect the service to them. Callers in
 * another class loader use this class through the JDK interfaces that it implements.
 */
public final class LocalParts implements AutoCloseable, Supplier<Map<String, String>> {

    private final LocalFolder folder;
    private final @Nullable LocalPostgres postgres;
    private final @Nullable LocalKafka kafka;

    private LocalParts(LocalFolder folder, @Nullable LocalPostgres postgres, @Nullable LocalKafka kafka) {
        this.folder = folder;
        this.postgres = postgres;
        this.kafka = kafka;
    }

    /**
     * Settings in addition to or instead of the default ones.
     *
     * @param postgres settings of {@code postgresql.conf}
     * @param kafka settings of the broker
     */
    public record Settings(Map<String, String> postgres, Map<String, String> kafka) {}

    /**
     * Starts the parts and returns when they accept connections.
     *
     * @param path for the data, which is kept between starts
     * @param programs for the unpacked PostgreSQL programs; several processes may share it
     * @param parts which parts to start, of {@code postgres} and {@code kafka}
     * @param postgresSettings settings of {@code postgresql.conf} in addition to or instead of the default ones
     */
    public static LocalParts start(Path path, Path programs, Set<String> parts, Map<String, String> postgresSettings) {
        return start(path, programs, parts, new Settings(postgresSettings, Map.of()));
    }

    /** Like the other method, with settings for both parts. */
    public static LocalParts start(Path path, Path programs, Set<String> parts, Settings settings) {
        try {
            return startIn(LocalFolder.open(path), programs, parts, settings);
        } catch (LocalFault e) {
            throw FullDisk.explain(path, e);
        }
    }

    private static LocalParts startIn(LocalFolder folder, Path programs, Set<String> parts, Settings settings) {
        logTo(folder.resolve("kafka.log"));
        try {
            var postgres = parts.contains("postgres")
                    ? new LocalPostgres(folder.resolve("postgres"), programs, settings.postgres())
                    : null;
            var kafka = parts.contains("kafka") ? new LocalKafka(folder.resolve("kafka"), settings.kafka()) : null;
            var all = new LocalParts(folder, postgres, kafka);
            all.startAll();
            return all;
        } catch (RuntimeException | Error e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Configures slf4j-simple, which reads these properties. It is the logger of the parts when they run in their own
     * class loader.
     */
    private static void logTo(Path file) {
        System.setProperty("org.slf4j.simpleLogger.logFile", file.toString());
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd HH:mm:ss.SSS");
    }

    @Override
    public Map<String, String> get() {
        var properties = new HashMap<String, String>();
        if (postgres != null) {
            properties.putAll(postgres.properties());
        }
        if (kafka != null) {
            properties.putAll(kafka.properties());
        }
        return properties;
    }

    public void startPostgres() {
        if (postgres != null) {
            postgres.start();
        }
    }

    public void stopPostgres() {
        if (postgres != null) {
            postgres.stop();
        }
    }

    public void startKafka() {
        if (kafka != null) {
            kafka.start();
        }
    }

    public void stopKafka() {
        if (kafka != null) {
            kafka.stop();
        }
    }

    @Override
    public void close() {
        try {
            stopKafka();
        } finally {
            stopPostgres();
            folder.close();
        }
    }

    /**
     * Starts the parts in parallel, because each spends its start mostly waiting, not computing. If one does not start,
     * the other is stopped.
     */
    private void startAll() {
        var starting = CompletableFuture.runAsync(this::startPostgres);
        try {
            startKafka();
        } catch (RuntimeException | Error e) {
            starting.exceptionally(fault -> null).join();
            stopPostgres();
            throw e;
        }
        try {
            starting.join();
        } catch (CompletionException e) {
            stopKafka();
            throw e.getCause() instanceof LocalFault fault ? fault : e;
        }
    }
}
