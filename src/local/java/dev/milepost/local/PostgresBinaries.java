package dev.milepost.local;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL programs for this operating system and architecture from their artifact, once. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** Returns the folder below {@code parent} that contains {@code bin/postgres} and its files. */
    static Path unpack(Path parent) {
        try {
            var archive = archive();
            var target = parent.resolve("postgres-" + digest(archive));
            if (!Files.exists(target)) {
                Files.createDirectories(parent);
                var unfinished = Files.createTempDirectory(parent, "unpacking-");
                try {
                    extract(archive, unfinished);
                    FileModes.openToOthers(unfinished);
                    moveUnlessThere(unfinished, target);
                } catch (IOException e) {
                    // Without this, the remains would occupy the space that is freed on a full disk.
                    FileModes.deleteRecursively(unfinished);
                    throw e;
                }
            }
            return target;
        } catch (IOException e) {
            throw new LocalFault("Could not unpack PostgreSQL to " + parent, e);
        }
    }

    private static byte[] archive() throws IOException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "Darwin" : "Linux";
        var architecture = System.getProperty("os.arch").replace("amd64", "x86_64");
        try (var stream = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture)) {
            return stream.readAllBytes();
        } catch (IllegalStateException e) {
            throw new LocalFault(
                    "No embedded PostgreSQL for %s on %s. Set QUARKUS_DATASOURCE_JDBC_URL to a PostgreSQL of your own."
                            .formatted(system, architecture),
                    e);
        }
    }

    /** Identifies the version of the archive. A CRC-32 is fast enough to compute at each start. */
    private static String digest(byte[] archive) {
        var checksum = new CRC32();
        checksum.update(archive);
        return "%08x-%d".formatted(checksum.getValue(), archive.length);
    }

    private static void extract(byte[] archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                    FileModes.set(path, entry.getMode());
                }
            }
        }
    }

    /** Moves the folder to its place, unless another process has unpacked the same archive in the meantime. */
    private static void moveUnlessThere(Path unfinished, Path target) throws IOException {
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.exists(target)) {
                throw e;
            }
            FileModes.deleteRecursively(unfinished);
        }
    }
}
