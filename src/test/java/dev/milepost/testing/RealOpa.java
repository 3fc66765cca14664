package dev.milepost.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real OPA with policies in Rego. The program is that of the system property {@code milepost.opa} or the variable {@code
 * MILEPOST_OPA}, or is in {@code PATH}; else Go builds it once into the cache of the user, which takes some minutes.
 */
public final class RealOpa implements AutoCloseable {

    private static final String VERSION = "v1.22.3";
    private static final Duration BUILD = Duration.ofMinutes(15);
    private static final Duration START = Duration.ofSeconds(30);

    private final Process process;
    private final URI address;

    private RealOpa(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Skips the test if neither OPA nor Go is there. */
    public static Path require() throws IOException, InterruptedException {
        var found = find();
        assumeThat(found.isPresent() || isInPath("go").isPresent())
                .as("neither opa nor go is found, so that the test is skipped")
                .isTrue();
        return found.isPresent() ? found.get() : build();
    }

    private static Optional<Path> find() {
        return Stream.of(
                        Optional.ofNullable(System.getProperty("milepost.opa")).map(Path::of),
                        Optional.ofNullable(System.getenv("MILEPOST_OPA")).map(Path::of),
                        isInPath("opa"),
                        Optional.of(cache().resolve("opa")))
                .flatMap(Optional::stream)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> isInPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path cache() {
        var base = System.getenv("XDG_CACHE_HOME");
        return (base == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(base))
                .resolve("milepost")
                .resolve("opa-" + VERSION);
    }

    private static Path build() throws IOException, InterruptedException {
        var log = Files.createDirectories(Path.of("target")).resolve("opa-build.log");
        var builder = new ProcessBuilder("go", "install", "github.com/open-policy-agent/opa@" + VERSION)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("GOBIN", cache().toString());
        var building = builder.start();
        if (!building.waitFor(BUILD.toSeconds(), TimeUnit.SECONDS) || building.exitValue() != 0) {
            building.destroyForcibly();
            throw new IllegalStateException("OPA could not be built: " + Files.readString(log));
        }
        return cache().resolve("opa");
    }

    /**
     * Starts OPA and waits until it answers.
     *
     * @param policies a folder of Rego
     * @param options of {@code opa run}
     */
    public static RealOpa start(Path policies, String... options) throws IOException, InterruptedException {
        var program = require();
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var isTls = List.of(options).contains("--tls-cert-file");
        var command = new ArrayList<>(List.of(program.toString(), "run", "--server", "--disable-telemetry"));
        command.addAll(List.of("--addr", "127.0.0.1:" + port, "--log-level", "error"));
        command.addAll(List.of(options));
        command.add(policies.toString());
        var log = Files.createDirectories(Path.of("target")).resolve("opa-%d.log".formatted(port));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await(process, port, log);
        return new RealOpa(process, URI.create((isTls ? "https" : "http") + "://127.0.0.1:" + port));
    }

    private static void await(Process process, int port, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (var connection = new Socket("127.0.0.1", port)) {
                if (connection.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("OPA did not start: " + Files.readString(log));
    }

    public URI address() {
        return address;
    }

    /** Ends the process, so that nothing answers at its address. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
