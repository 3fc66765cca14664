package dev.milepost.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells of a disk that has no space left, which programs say among much else or not at all. */
final class FullDisk {

    /** As the operating system says it. */
    private static final List<String> SIGNS = List.of("No space left on device", "Disk quota exceeded");

    /** A broker that stops by itself does not say why; so little space is the reason. */
    private static final long LITTLE = 16L << 20;

    private FullDisk() {}

    /** The same fault, with what to do before it where the disk of a folder is full. */
    static LocalFault told(Path folder, LocalFault fault) {
        return isCauseOf(fault)
                ? new LocalFault(sentence(folder) + System.lineSeparator() + fault.getMessage(), fault)
                : fault;
    }

    static boolean is(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < LITTLE;
        } catch (IOException e) {
            return false;
        }
    }

    static String sentence(Path folder) {
        return "The disk of %s is full. Free some space, or set MILEPOST_LOCAL_DIR to a folder on another disk, and start again."
                .formatted(folder.toAbsolutePath());
    }

    private static boolean isCauseOf(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage());
            if (SIGNS.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}
