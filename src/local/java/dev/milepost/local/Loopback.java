package dev.milepost.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The loopback address, on which the embedded parts listen exclusively. */
final class Loopback {

    static final String ADDRESS = "127.0.0.1";

    private Loopback() {}

    /** Returns a port that is free now. Another process may take it first, so callers retry. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LocalFault("No free port on " + ADDRESS, e);
        }
    }
}
