package dev.milepost.platform.requests;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection if its next request does not arrive in time or if the client reads responses too slowly. A
 * request only updates counters; a periodic check evaluates them.
 */
final class ConnectionTimes extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<ConnectionTimes> KEY = AttributeKey.valueOf(ConnectionTimes.class.getName());
    private static final long CHECKED_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final double NANOS = 1e9;

    /** The maximum bytes of unread responses when a client sends the next request (pipelining). */
    private static final long UNREAD = 1 << 20;

    private final Channel channel;
    private final Pace pace;
    private final long keepAlive;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile long nextRequestBy;

    /** The peak of pending response bytes since the client last had read everything. */
    private long most;

    private long unreadSince;
    private long windowAt;
    private long windowRead;

    ConnectionTimes(Channel channel, HttpConfig config) {
        this.channel = channel;
        this.pace = Pace.of(config);
        this.keepAlive = config.keepAlive().toNanos();
        this.nextRequestBy = System.nanoTime() + config.headTimeout().toNanos();
        channel.attr(KEY).set(this);
    }

    /** The instance of a connection; null if the connection does not belong to Netty's server. */
    static @Nullable ConnectionTimes of(HttpConnection connection) {
        return connection instanceof ConnectionBase base
                ? base.channel().attr(KEY).get()
                : null;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        schedule(context);
    }

    private void schedule(ChannelHandlerContext context) {
        var due = requests.get() > 0 ? CHECKED_EVERY_NANOS : nextRequestBy - System.nanoTime();
        var delay = Math.max(TimeUnit.MILLISECONDS.toNanos(50), Math.min(due, CHECKED_EVERY_NANOS));
        context.executor().schedule(() -> check(context), delay, TimeUnit.NANOSECONDS);
    }

    private void check(ChannelHandlerContext context) {
        if (!channel.isOpen()) {
            return;
        }
        var now = System.nanoTime();
        if (requests.get() == 0 && now - nextRequestBy >= 0 || isReadTooSlowly(now)) {
            context.close();
        } else {
            schedule(context);
        }
    }

    /** @return whether the request may proceed; false if too many bytes of earlier responses are unread */
    boolean beginRequest() {
        requests.incrementAndGet();
        return unread() <= UNREAD;
    }

    void endRequest() {
        nextRequestBy = System.nanoTime() + keepAlive;
        requests.decrementAndGet();
    }

    /**
     * Closes the connection and drops pending writes. The close starts at the first handler, because Vert.x's own close
     * waits until everything is written, which never happens if the client does not read.
     */
    void end() {
        var context = channel.pipeline().context(this);
        if (context != null) {
            context.close();
        }
    }

    /** The pending bytes of responses. */
    private long unread() {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : Math.max(0, buffer.totalPendingWriteBytes());
    }

    /** The pending bytes of responses, without the written part of the current buffer. */
    private long unreadExactly() {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : Math.max(0, buffer.totalPendingWriteBytes() - buffer.currentProgress());
    }

    private boolean isReadTooSlowly(long now) {
        var unread = unreadExactly();
        if (unread == 0) {
            most = 0;
            return false;
        }
        if (most == 0) {
            unreadSince = now;
            windowAt = now;
            windowRead = 0;
        }
        most = Math.max(most, unread);
        var read = most - unread;
        if (now - unreadSince > pace.timeFor(most)) {
            return true;
        }
        if (now - windowAt < pace.grace().toNanos()) {
            return false;
        }
        var isSlow = (read - windowRead) / ((now - windowAt) / NANOS) < pace.slowestRate();
        windowAt = now;
        windowRead = read;
        return isSlow;
    }
}
