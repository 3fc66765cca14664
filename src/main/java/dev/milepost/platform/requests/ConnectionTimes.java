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
 * Ends a connection whose next request does not come in time, and one whose answers are not read. Only numbers are written
 * for a request; they are looked at now and then.
 */
final class ConnectionTimes extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<ConnectionTimes> KEY = AttributeKey.valueOf(ConnectionTimes.class.getName());
    private static final long CHECKED_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final double NANOS = 1e9;

    /** Bytes of earlier answers that a client may have unread when it asks again without having waited for them. */
    private static final long UNREAD = 1 << 20;

    private final Channel channel;
    private final Pace pace;
    private final long keepAlive;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile long nextRequestBy;

    /** The most bytes of answers that waited to be written since the client last had all. */
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

    /** Null where the connection is none of Netty's server. */
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

    /** @return whether it may go on; not where answers to earlier requests pile up unread */
    boolean beginRequest() {
        requests.incrementAndGet();
        return unread() <= UNREAD;
    }

    void endRequest() {
        nextRequestBy = System.nanoTime() + keepAlive;
        requests.decrementAndGet();
    }

    /**
     * Ends the connection with whatever waits to be written. From the first handler on, as Vert.x's own would wait until all is
     * written, which a client that does not read never lets happen.
     */
    void end() {
        var context = channel.pipeline().context(this);
        if (context != null) {
            context.close();
        }
    }

    /** Bytes that wait to be written. */
    private long unread() {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : Math.max(0, buffer.totalPendingWriteBytes());
    }

    /** Bytes that wait, without those of the one buffer under way that have been written. */
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
