package dev.milepost.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** A Kafka broker in this process that is its own controller. Its log is kept between starts. */
final class LocalKafka {

    private static final int NODE = 1;
    private static final int ATTEMPTS = 3;

    /** List-valued settings. Given values are appended to the default ones. */
    private static final Set<String> LISTENER_SETTINGS =
            Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

    private final Path folder;
    private final Map<String, String> additional;
    private int port;
    private @Nullable KafkaRaftServer server;

    /**
     * @param folder for the log
     * @param more broker settings in addition to or instead of the default ones; listeners are added to the default
     *     ones
     */
    LocalKafka(Path folder, Map<String, String> additional) {
        this.folder = folder;
        this.additional = Map.copyOf(additional);
    }

    Map<String, String> properties() {
        return Map.of("kafka.bootstrap.servers", Loopback.ADDRESS + ":" + port);
    }

    /** Starts on the port of the previous start in this process, or on any free port. */
    void start() {
        boolean anyPort = port == 0;
        Exit.setHaltProcedure((status, message) -> end(status));
        format();
        for (int attempt = 1; ; attempt++) {
            port = anyPort ? Loopback.freePort() : port;
            var starting = new KafkaRaftServer(new KafkaConfig(settings(port, Loopback.freePort())), Time.SYSTEM);
            try {
                starting.startup();
                server = starting;
                return;
            } catch (RuntimeException e) {
                starting.shutdown();
                if (attempt == ATTEMPTS) {
                    throw new LocalFault("Kafka does not start in the folder " + folder, e);
                }
            }
        }
    }

    void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** Reports the reason before the process exits: a broker that cannot write halts its process, which is this one. */
    private void end(int status) {
        System.err.println(
                FullDisk.is(folder)
                        ? FullDisk.message(folder) + " Accepted events are kept."
                        : "The embedded Kafka in %s failed, so the service stops. See %s"
                                .formatted(folder, folder.resolveSibling("kafka.log")));
        Runtime.getRuntime().halt(status);
    }

    private void format() {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try (var discarded = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(folder);
            new Formatter()
                    .setPrintStream(discarded)
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setMetadataLogDirectory(folder.toString())
                    .addDirectory(folder.toString())
                    .run();
        } catch (IOException e) {
            throw new LocalFault("Cannot use " + folder, e);
        } catch (Exception e) {
            throw new LocalFault("The storage of Kafka in %s cannot be formatted.".formatted(folder), e);
        }
    }

    private Map<String, String> settings(int port, int controllerPort) {
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", "%d@%s:%d".formatted(NODE, Loopback.ADDRESS, controllerPort));
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put(
                "listeners",
                "PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d".formatted(Loopback.ADDRESS, port, controllerPort));
        settings.put("advertised.listeners", "PLAINTEXT://%s:%d".formatted(Loopback.ADDRESS, port));
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.putAll(singleNodeSettings());
        settings.putAll(smallMachineSettings());
        additional.forEach((name, value) -> settings.merge(
                name, value, (own, given) -> LISTENER_SETTINGS.contains(name) ? own + "," + given : given));
        return settings;
    }

    private static Map<String, String> singleNodeSettings() {
        return Map.of(
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "group.initial.rebalance.delay.ms", "0");
    }

    /**
     * Settings for few threads and little memory. More threads would not help: concurrent requests wait for two cores
     * anyway.
     */
    private static Map<String, String> smallMachineSettings() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "log.cleaner.dedupe.buffer.size", "4194304",
                "log.cleaner.io.buffer.size", "262144");
    }
}
