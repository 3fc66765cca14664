package dev.milepost.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** An event that is sent in two halves, with whatever happens in between. */
public final class SlowRequest implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final byte[] secondHalf;

    private SlowRequest(Socket socket, byte[] secondHalf) {
        this.socket = socket;
        this.secondHalf = secondHalf;
    }

    /** Sends the first half. */
    public static SlowRequest begin(URI address) throws IOException {
        var event = CaseRunner.alone(Case.conformance().get(0)).events().get(0).toString();
        var body = event.getBytes(StandardCharsets.UTF_8);
        var head = "POST /api/v1/events HTTP/1.1\r\nHost: %s\r\nContent-Type: application/cloudevents+json\r\n"
                + "Authorization: Bearer " + ServiceProcess.TOKEN
                + "\r\nContent-Length: %d\r\nConnection: close\r\n\r\n";
        var socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        var out = socket.getOutputStream();
        out.write(head.formatted(address.getAuthority(), body.length).getBytes(StandardCharsets.US_ASCII));
        out.write(body, 0, body.length / 2);
        out.flush();
        return new SlowRequest(socket, Arrays.copyOfRange(body, body.length / 2, body.length));
    }

    /** Sends the rest; the first line of the answer. */
    public String finish() throws IOException {
        socket.getOutputStream().write(secondHalf);
        socket.getOutputStream().flush();
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        return String.valueOf(in.readLine());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
