package dev.milepost.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The data folder of the embedded parts, locked by one process at a time. The lock is a file lock of the operating
 * system, so a killed process leaves none behind. The content of the lock file only names the process that has it.
 */
final class LocalFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private LocalFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static LocalFolder open(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            var lock = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!acquired(lock)) {
                lock.close();
                throw new LocalFault(
                        "Another Milepost (process %s) uses the folder %s. Stop it, or set MILEPOST_LOCAL_DIR to another folder."
                                .formatted(holder(path), path));
            }
            lock.truncate(0);
            lock.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new LocalFolder(path, lock);
        } catch (IOException e) {
            throw new LocalFault(
                    "Cannot write to %s: %s. Set MILEPOST_LOCAL_DIR to a folder that you can write to."
                            .formatted(path, e),
                    e);
        }
    }

    private static boolean acquired(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(Path path) throws IOException {
        return Files.readString(path.resolve("lock"), StandardCharsets.US_ASCII).strip();
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new LocalFault("The lock of the folder %s could not be released.".formatted(path), e);
        }
    }
}
