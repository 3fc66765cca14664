package dev.milepost.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Detects a full disk, which programs report among much other output or not at all. */
final class FullDisk {

    /** Error messages of the operating system. */
    private static final List<String> MESSAGES = List.of("No space left on device", "Disk quota exceeded");

    /**
     * Usable space, in bytes, below which a disk counts as full. A broker that halts does not report the reason; with
     * so little space left, a full disk is the reason.
     */
    private static final long MIN_FREE_BYTES = 16L << 20;

    private FullDisk() {}

    /** Returns the fault; if a full disk caused it, with instructions in front of its message. */
    static LocalFault explain(Path folder, LocalFault fault) {
        return isCauseOf(fault)
                ? new LocalFault(message(folder) + System.lineSeparator() + fault.getMessage(), fault)
                : fault;
    }

    static boolean is(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < MIN_FREE_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    static String message(Path folder) {
        return "The disk of %s is full. Free some space, or set MILEPOST_LOCAL_DIR to a folder on another disk, and start again."
                .formatted(folder.toAbsolutePath());
    }

    private static boolean isCauseOf(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage());
            if (MESSAGES.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}
