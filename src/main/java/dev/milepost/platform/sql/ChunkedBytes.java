package dev.milepost.platform.sql;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A value of type {@code bytea} that is read in chunks. The driver needs three times the bytes of a value that it reads at
 * once.
 */
public final class ChunkedBytes extends InputStream {

    /** The bytes that are read at once. */
    public static final int CHUNK = 1 << 20;

    private final Sql sql;
    private final String statement;
    private final Object[] key;
    private ByteArrayInputStream chunk = new ByteArrayInputStream(new byte[0]);
    private int read;
    private boolean isEnded;

    /**
     * @param column the column of the value
     * @param rest the rest of the query, which finds at most one row: {@code from … where …}
     */
    public ChunkedBytes(Sql sql, String column, String rest, Object... key) {
        this.sql = sql;
        this.statement = "select substring(%s from ? for ?) as chunk %s".formatted(column, rest);
        this.key = key.clone();
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk.read() : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        return fill() ? chunk.read(bytes, offset, length) : -1;
    }

    private boolean fill() throws IOException {
        if (chunk.available() == 0 && !isEnded) {
            var bytes = next();
            read += bytes.length;
            isEnded = bytes.length < CHUNK;
            chunk = new ByteArrayInputStream(bytes);
        }
        return chunk.available() > 0;
    }

    private byte[] next() throws IOException {
        var values = new Object[key.length + 2];
        values[0] = read + 1;
        values[1] = CHUNK;
        System.arraycopy(key, 0, values, 2, key.length);
        List<byte[]> rows = sql.query(statement, row -> row.getBytes("chunk"), values);
        if (rows.isEmpty()) {
            throw new EOFException("The row is not there any more");
        }
        return rows.get(0);
    }
}
