package dev.milepost.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where the embedded parts listen: nowhere but here. */
final class Loopback {

    static final String ADDRESS = "127.0.0.1";

    private Loopback() {}

    /** A port that is free now. Another process may still be faster, so a start is tried more than once. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LocalFault("No free port on " + ADDRESS, e);
        }
    }
}
