package dev.milepost.build;

import dev.milepost.local.LocalParts;
import dev.milepost.testing.Case;
import dev.milepost.testing.CaseRunner;
import dev.milepost.testing.Folders;
import dev.milepost.testing.OtherJdk;
import dev.milepost.testing.RunningService;
import dev.milepost.testing.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the image holds beside its base, in a folder as in the image: the runtime, linked from a JDK, and the service with
 * the AOT cache of that very runtime. The build makes them by {@link #main}, {@code ImageIT} by the same steps.
 */
public final class ImageFiles {

    /** The runtime's: the JDK takes no cache that another has written, so the image brings the one that wrote it. */
    private static final String MODULES = "java.se,jdk.unsupported,jdk.management,jdk.net,jdk.zipfs,jdk.jfr,jdk.jcmd";

    /** Where the service is in the image. */
    private static final String SERVICE = "srv/milepost";

    /** Quarkus writes no two of it alike, so what the cache was recorded from goes along and lies over Jib's. */
    private static final String GENERATED = "quarkus";

    private static final Path FLAGS = Path.of("src/main/jib", SERVICE, "java.args");
    private static final String CACHE = "-XX:AOTCache=";
    private static final int JDK = 25;

    /** Of every file that Quarkus has Jib put into an image; the JVM compares those of jars with what the cache was recorded from. */
    private static final FileTime JIBS = FileTime.fromMillis(0);

    private static final Duration TIMEOUT = Duration.ofMinutes(4);
    private static final int TRAINED_BY = 12;

    private final Path root;

    private ImageFiles(Path root) {
        this.root = root;
    }

    /**
     * Makes the runtime and the cache with the code that it is of, for Jib to lay them over the service.
     *
     * @param arguments the root of the image's extra files, and a folder for what is needed meanwhile
     */
    public static void main(String... arguments) throws Exception {
        var extra = Path.of(arguments[0]);
        var meanwhile = Path.of(arguments[1]);
        var image = make(meanwhile.resolve("root"), jdk());
        var fast = Map.of("fsync", "off", "synchronous_commit", "off");
        var both = Set.of("postgres", "kafka");
        try (var parts = LocalParts.start(meanwhile.resolve("parts"), meanwhile.resolve("programs"), both, fast)) {
            image.train(List.of(), parts.get(), meanwhile.resolve("training.log"));
        }
        Folders.replace(extra.resolve("opt/java"), image.root.resolve("opt/java"));
        var service = extra.resolve(SERVICE);
        Files.move(image.cache(), service.resolve(image.cache().getFileName()), Folders.REPLACING);
        Folders.replace(service.resolve(GENERATED), image.service().resolve(GENERATED));
    }

    private static Path jdk() throws IOException {
        if (Runtime.version().feature() >= JDK) {
            return Path.of(System.getProperty("java.home"));
        }
        return OtherJdk.find(JDK)
                .orElseThrow(() -> new IllegalStateException(
                        "No JDK %d or newer found for the image; -Dmilepost.other-jdk=DIR names one".formatted(JDK)));
    }

    /** Links the runtime, and lays the packaged service and its flags out as Jib does. */
    public static ImageFiles make(Path root, Path jdk) throws IOException, InterruptedException {
        Folders.delete(root);
        Files.createDirectories(root.resolve("opt"));
        run(List.of(
                jdk.resolve("bin/jlink").toString(),
                "--no-header-files",
                "--no-man-pages",
                "--add-modules",
                MODULES,
                "--output",
                root.resolve("opt/java").toString()));
        var image = new ImageFiles(root);
        Files.createDirectories(image.service().getParent());
        Folders.copy(Path.of("target/quarkus-app"), image.service(), JIBS);
        Files.copy(FLAGS, image.service().resolve(FLAGS.getFileName()));
        return image;
    }

    /** The folder that the service runs in. */
    private Path service() {
        return root.resolve(SERVICE);
    }

    /** Where the cache is to be, as the flags say. */
    public Path cache() throws IOException {
        return service()
                .resolve(flags().stream()
                        .filter(flag -> flag.startsWith(CACHE))
                        .findFirst()
                        .orElseThrow()
                        .substring(CACHE.length()));
    }

    /** Starts the service as the image does. */
    public ServiceProcess start(List<String> before, Map<String, String> properties, Path log) throws IOException {
        return ServiceProcess.start(process(before, List.of("@" + FLAGS.getFileName())), properties, log);
    }

    /**
     * Sends usual requests to the service, while the JVM records which classes it uses for the AOT cache.
     *
     * @param before a prefix of the command, to run it as another user
     */
    public void train(List<String> before, Map<String, String> properties, Path log)
            throws IOException, InterruptedException {
        var recorded = log.toAbsolutePath().resolveSibling("recorded.aot");
        var flags = new ArrayList<>(flags());
        flags.replaceAll(flag -> flag.startsWith(CACHE) ? "-XX:AOTCacheOutput=" + recorded : flag);
        var words = flags.stream().flatMap(flag -> List.of(flag.split(" ", -1)).stream());
        try (var process = ServiceProcess.start(process(before, words.toList()), properties, log)) {
            process.awaitReadiness(200, TIMEOUT);
            var service = new RunningService(process::address, TIMEOUT);
            var cases = Case.conformance().stream()
                    .limit(TRAINED_BY)
                    .map(CaseRunner::alone)
                    .toList();
            cases.forEach(each -> service.sendBatch(each.events()));
            service.awaitProjection(TIMEOUT);
            for (var each : cases) {
                var differences = new CaseRunner(service).differences(each);
                if (!differences.isEmpty()) {
                    throw new IllegalStateException(differences.toString());
                }
            }
            process.stop();
            process.awaitEnd(TIMEOUT);
        }
        Files.move(recorded, cache(), Folders.REPLACING);
    }

    private ProcessBuilder process(List<String> before, List<String> arguments) {
        var command = new ArrayList<>(before);
        command.add(root.resolve("opt/java/bin/java").toAbsolutePath().toString());
        command.addAll(arguments);
        return new ProcessBuilder(command).directory(service().toFile());
    }

    private static List<String> flags() throws IOException {
        return Files.readAllLines(FLAGS).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("Failed: " + String.join(" ", command));
        }
    }
}
