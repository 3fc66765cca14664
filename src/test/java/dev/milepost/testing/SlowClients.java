package dev.milepost.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Clients that begin requests and then send a byte every second; one that is ended begins again. They read no answers. */
public final class SlowClients implements AutoCloseable {

    private static final long PACE_MILLIS = 1_000;

    private final List<Client> clients = new ArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final Thread thread = new Thread(this::trickle, "slow clients");
    private volatile boolean closed;

    private SlowClients() {}

    /**
     * Begins, and returns when all have sent how they begin.
     *
     * @param beginnings of requests, taken in turn
     */
    public static SlowClients begin(URI service, int count, List<String> beginnings) throws IOException {
        var address = new InetSocketAddress(service.getHost(), service.getPort());
        var slow = new SlowClients();
        for (int i = 0; i < count; i++) {
            var beginning = beginnings.get(i % beginnings.size()).getBytes(StandardCharsets.US_ASCII);
            var client = new Client(address, beginning);
            slow.clients.add(client);
            client.connect();
        }
        slow.thread.setDaemon(true);
        slow.thread.start();
        return slow;
    }

    /** How many connections the service has ended. */
    public int ended() {
        return ended.get();
    }

    private void trickle() {
        while (!closed) {
            for (var client : clients) {
                if (!client.send()) {
                    ended.incrementAndGet();
                    client.close();
                    if (!closed) {
                        client.connect();
                    }
                }
            }
            try {
                Thread.sleep(PACE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
        clients.forEach(Client::close);
    }

    private static final class Client {

        private final byte[] beginning;
        private final InetSocketAddress address;
        private @Nullable SocketChannel channel;
        private ByteBuffer left;

        Client(InetSocketAddress address, byte[] beginning) {
            this.address = address;
            this.beginning = beginning;
            this.left = ByteBuffer.wrap(beginning);
        }

        void connect() {
            left = ByteBuffer.wrap(beginning);
            try {
                var opened = SocketChannel.open();
                channel = opened;
                opened.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
                opened.connect(address);
                opened.configureBlocking(false);
                opened.write(left);
            } catch (IOException e) {
                close();
            }
        }

        /** One byte, or more of the beginning; false where the connection has ended. */
        boolean send() {
            try {
                if (channel == null) {
                    return false;
                }
                channel.write(left.hasRemaining() ? left : ByteBuffer.wrap(new byte[] {' '}));
                return channel.isOpen();
            } catch (IOException e) {
                return false;
            }
        }

        void close() {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                // It is closed for us either way.
            }
        }
    }
}
