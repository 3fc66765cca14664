package dev.milepost.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** The packaged service as production runs it, in a process of its own that can be killed and started again. */
public final class ServiceProcess implements AutoCloseable {

    /**
     * The heap in which it must do, whatever happens around it; one that needs more ends with an exit code. Lives are short
     * here, so it is compiled once and quickly.
     */
    private static final List<String> FLAGS =
            List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1");

    /** By which its callers may do everything, where a test does not say otherwise. */
    public static final String TOKEN = "an-admin-of-tests-who-may-do-everything";

    private final ProcessBuilder builder;
    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private Process process;

    private ServiceProcess(ProcessBuilder builder, URI address) throws IOException {
        this.builder = builder;
        this.address = address;
        this.process = builder.start();
    }

    /**
     * Starts it, and returns at once.
     *
     * @param properties where its database and its broker are
     * @param log what it says, of all its lives
     */
    public static ServiceProcess start(Map<String, String> properties, Path log) throws IOException {
        return start(properties, log, List.of());
    }

    /** The same with more flags of the Java virtual machine, which go before the usual ones. */
    public static ServiceProcess start(Map<String, String> properties, Path log, List<String> flags)
            throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(FLAGS);
        builder.command().addAll(flags);
        builder.command().addAll(List.of("-jar", program()));
        return start(builder, properties, log);
    }

    /** As the caller says; told by its environment where all else is. */
    public static ServiceProcess start(ProcessBuilder builder, Map<String, String> properties, Path log)
            throws IOException {
        Files.createDirectories(log.getParent());
        Files.deleteIfExists(log);
        int port = freePort();
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("MILEPOST_ACCESS_ADMIN_TOKEN_SECRET", TOKEN);
        builder.environment().put("QUARKUS_SHUTDOWN_DELAY", "0S");
        // Tests count events.
        builder.environment().put("MILEPOST_PROBES_INTAKE", "off");
        properties.forEach((name, value) ->
                builder.environment().put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return new ServiceProcess(builder, URI.create("http://127.0.0.1:" + port));
    }

    /** That of the build, or another to compare with. */
    private static String program() {
        return System.getProperty("milepost.program", "target/quarkus-app/quarkus-run.jar");
    }

    /** Below the ports that systems give to connections: a client that knocks in vain could be given the very port. */
    private static int freePort() throws IOException {
        for (var random = new Random(); ; ) {
            int port = 20_000 + random.nextInt(12_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Taken; the next one may not be.
            }
        }
    }

    /** The same in all its lives. */
    public URI address() {
        return address;
    }

    /** The number of the process, another in each life. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: it is given no moment to put anything in order. */
    public void kill() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("It ended by itself with exit code " + process.exitValue());
        }
        process.destroyForcibly().waitFor();
    }

    /** Tells it to stop, and returns at once; it ends when what is under way is finished. */
    public void stop() {
        process.destroy();
    }

    /** Waits until it has ended by itself; its exit code. */
    public int awaitEnd(Duration atMost) {
        await("its end").atMost(atMost).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /** Starts it again after it has ended, and returns at once. */
    public void startAgain() throws IOException {
        process = builder.start();
    }

    /** Waits until its readiness has a status. */
    public void awaitReadiness(int status, Duration atMost) {
        await("readiness " + status)
                .atMost(atMost)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> readiness() == status);
    }

    /** The status of its readiness; 0 where nobody listens. */
    public int readiness() {
        var request = HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(15))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
