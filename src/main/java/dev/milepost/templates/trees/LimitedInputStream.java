package dev.milepost.templates.trees;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What an archive unpacks to, up to a limit. */
final class LimitedInputStream extends FilterInputStream {

    private static final int BUFFER = 8_192;

    private final long limit;
    private long limitOfHeaders = Long.MAX_VALUE;
    private long bytesRead;

    LimitedInputStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /** How many bytes have been read. */
    long bytesRead() {
        return bytesRead;
    }

    /** Until it is called again, no more may be read than the headers of one entry take; negative for no such limit. */
    void expectHeaders(long bytes) {
        limitOfHeaders = bytes < 0 ? Long.MAX_VALUE : bytesRead + bytes;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        bytesRead += Math.max(0, count);
        if (bytesRead > limit) {
            throw new UnreadableArchive("it unpacks to more than " + (limit >> 20) + " MiB");
        }
        if (bytesRead > limitOfHeaders) {
            throw new UnreadableArchive("the headers of one entry are too long");
        }
        return count;
    }

    /** Reads, since what is skipped counts as well. */
    @Override
    public long skip(long count) throws IOException {
        var buffer = new byte[(int) Math.min(count, BUFFER)];
        long skipped = 0;
        for (int read = 0; skipped < count && read >= 0; skipped += Math.max(0, read)) {
            read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
