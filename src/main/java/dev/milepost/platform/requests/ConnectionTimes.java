package dev.milepost.platform.requests;

import dev.milepost.platform.requests.HttpConfig.Pace;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FileRegion;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
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

    /** Until the first request is read. */
    private static final Claimant NONE = new Claimant("", true);

    private final Channel channel;
    private final Pace pace;
    private final long keepAlive;
    private final long headTimeout;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile long idleSince;
    private volatile long nextRequestBy;
    private volatile Claimant claimant = NONE;
    private volatile boolean isOperational;

    /** Whether a part of the next request's head has arrived, and since when. Used on the event loop alone. */
    private boolean hasHeadBegun;

    private long headSince;

    /** The writes that are under way, and what waits for their end. Used on the event loop alone. */
    private int writes;

    private @Nullable Runnable whenWritten;

    /**
     * The part of a file that is being sent, which Netty does not count as pending bytes. Vert.x writes the next part
     * after it, and a connection has one response at a time.
     */
    private @Nullable FileRegion file;

    /** The bytes of responses that were written since the client last had read everything. */
    private long written;

    private long writtenSince;
    private long windowAt;
    private long windowRead;

    ConnectionTimes(Channel channel, HttpConfig config) {
        this.channel = channel;
        this.pace = Pace.of(config);
        this.keepAlive = config.keepAlive().toNanos();
        this.headTimeout = config.headTimeout().toNanos();
        this.idleSince = System.nanoTime();
        this.nextRequestBy = idleSince + headTimeout;
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

    /**
     * Closes a connection that the client has broken off, which is no event for the log. Other handlers learn it from
     * the close.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        if (fault instanceof IOException) {
            context.close();
        } else {
            context.fireExceptionCaught(fault);
        }
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
        if (requests.get() == 0 && isNextRequestLate(now) || isReadTooSlowly(now)) {
            context.close();
        } else {
            schedule(context);
        }
    }

    /** A head that began to arrive during the request before it has its time from that request's end. */
    private boolean isNextRequestLate(long now) {
        return now - nextRequestBy >= 0 || hasHeadBegun && Math.min(now - headSince, now - idleSince) >= headTimeout;
    }

    /** A part of a head has arrived. */
    void beginHead() {
        if (!hasHeadBegun) {
            hasHeadBegun = true;
            headSince = System.nanoTime();
        }
    }

    void endHead() {
        hasHeadBegun = false;
    }

    void beginRequest() {
        requests.incrementAndGet();
    }

    /**
     * @param claimant whose share of memory the next bytes of responses use
     * @param isOperational whether they are of metrics or health
     */
    void answerTo(Claimant claimant, boolean isOperational) {
        this.claimant = claimant;
        this.isOperational = isOperational;
    }

    Claimant claimant() {
        return claimant;
    }

    boolean isOperational() {
        return isOperational;
    }

    /**
     * Runs an action when all earlier responses are written. So the unread bytes of a connection are at most those of
     * one response, however many requests its client sends at once.
     */
    void whenWritten(Runnable action) {
        if (writes == 0) {
            action.run();
        } else {
            whenWritten = action;
        }
    }

    /** @param bytes the content's size */
    void beginWrite(long bytes) {
        if (writes == 0) {
            written = 0;
            writtenSince = System.nanoTime();
            windowAt = writtenSince;
            windowRead = 0;
        }
        writes++;
        written += bytes;
    }

    void beginWrite(FileRegion part) {
        beginWrite(part.count());
        file = part;
    }

    void endWrite() {
        writes--;
        if (writes == 0) {
            file = null;
        }
        var action = whenWritten;
        if (writes == 0 && action != null && channel.isActive()) {
            whenWritten = null;
            // After the flush that is under way, whose end this is.
            channel.eventLoop().execute(action);
        }
    }

    void endRequest() {
        idleSince = System.nanoTime();
        nextRequestBy = idleSince + keepAlive;
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

    /** The pending bytes of responses, without the written part of the current buffer. */
    private long unread() {
        var buffer = channel.unsafe().outboundBuffer();
        if (buffer == null) {
            return 0;
        }
        var part = file;
        var ofFile = part == null ? 0 : part.count() - part.transferred();
        return ofFile + Math.max(0, buffer.totalPendingWriteBytes() - buffer.currentProgress());
    }

    private boolean isReadTooSlowly(long now) {
        var unread = unread();
        if (unread == 0) {
            return false;
        }
        // Not from the pending bytes alone: a streamed response adds to them while the client reads.
        var read = written - unread;
        if (now - writtenSince > pace.timeFor(written)) {
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
