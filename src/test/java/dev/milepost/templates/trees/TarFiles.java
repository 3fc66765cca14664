package dev.milepost.templates.trees;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/** Archives as other programs write them, and as an attacker does. */
final class TarFiles {

    static final byte[] TEXT = "content".getBytes(StandardCharsets.UTF_8);

    private TarFiles() {}

    static byte[] tar(Consumer<TarArchiveOutputStream> content) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            content.accept(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void add(TarArchiveOutputStream tar, String name, byte[] content) {
        put(tar, new TarArchiveEntry(name), content);
    }

    static void addAsItIs(TarArchiveOutputStream tar, String name) {
        put(tar, new TarArchiveEntry(name, true), TEXT);
    }

    static void addFolder(TarArchiveOutputStream tar, String name) {
        put(tar, new TarArchiveEntry(name), new byte[0]);
    }

    static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content) {
        try {
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a header that states any size. */
    static byte[] header(String name, byte type, long size) {
        var header = new byte[512];
        var entry = new TarArchiveEntry(name, type);
        if (size >= 0) {
            entry.setSize(size);
        }
        try {
            entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding(StandardCharsets.UTF_8), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (size < 0) {
            writeNegative(size, header);
        }
        return header;
    }

    private static void writeNegative(long size, byte[] header) {
        int at = 124;
        ByteBuffer.wrap(header, at, 12).putInt(-1).putLong(size);
        Arrays.fill(header, 148, 156, (byte) ' ');
        long sum = 0;
        for (byte one : header) {
            sum += one & 0xFF;
        }
        System.arraycopy("%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII), 0, header, 148, 8);
    }

    static byte[] gzip(byte[] bytes) {
        return gzip(out -> out.write(bytes));
    }

    static byte[] gzip(Writing content) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            content.to(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] gzipOfZeros(long length) {
        return gzip(out -> {
            // A tar entry whose padding never ends would do as well: zeros after the end mark are read to the end.
            out.write(tar(tar -> add(tar, "a", TEXT)));
            var zeros = new byte[1 << 20];
            for (long written = 0; written < length; written += zeros.length) {
                out.write(zeros);
            }
        });
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }
}
