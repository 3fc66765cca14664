package dev.milepost.templates.trees;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The unpacked content of an archive, up to a limit. */
final class LimitedInputStream extends FilterInputStream {

    private static final int BUFFER = 8_192;

    private final long limit;
    private long limitOfHeaders = Long.MAX_VALUE;
    private long bytesRead;

    LimitedInputStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /** Returns the number of bytes read so far. */
    long bytesRead() {
        return bytesRead;
    }

    /** Limits the bytes that may be read until {@link #expectContent}, for the headers of one entry. */
    void expectHeaders(int bytes) {
        limitOfHeaders = bytesRead + bytes;
    }

    /** Removes the limit of headers. */
    void expectContent() {
        limitOfHeaders = Long.MAX_VALUE;
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
            throw TarArchive.unreadable("The archive unpacks to more than " + (limit >> 20) + " MiB.");
        }
        if (bytesRead > limitOfHeaders) {
            throw TarArchive.unreadable("The headers of an entry are too long.");
        }
        return count;
    }

    /** Reads instead of skipping, so that skipped bytes count towards the limit. */
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
