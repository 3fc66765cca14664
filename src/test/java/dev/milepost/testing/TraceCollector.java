package dev.milepost.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Where traces might be sent to. It keeps how each connection begins, and answers nothing. */
public final class TraceCollector implements AutoCloseable {

    /** Where OpenTelemetry sends to unless it is told otherwise. */
    public static final int DEFAULT_PORT = 4317;

    private static final int PREFACE = 14;

    private final ServerSocket socket;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    /** @param port 0 for any */
    public TraceCollector(int port) throws IOException {
        socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::listen, "collector");
        thread.setDaemon(true);
        thread.start();
    }

    public String address() {
        return "http://localhost:" + socket.getLocalPort();
    }

    /** The first letters of each connection. */
    public Queue<String> heard() {
        return heard;
    }

    private void listen() {
        while (!socket.isClosed()) {
            try (var connection = socket.accept()) {
                connection.setSoTimeout(5_000);
                heard.add(new String(connection.getInputStream().readNBytes(PREFACE), StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // Closed, or one that said nothing.
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
