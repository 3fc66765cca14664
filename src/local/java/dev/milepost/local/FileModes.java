package dev.milepost.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** File operations that the JDK lacks: setting Unix modes and deleting directory trees. */
final class FileModes {

    private static final List<PosixFilePermission> FROM_LOW_BIT = List.of(
            PosixFilePermission.OTHERS_EXECUTE,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_READ);

    private FileModes() {}

    /** Sets the permission bits of a Unix mode. */
    static void set(Path path, int mode) throws IOException {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < FROM_LOW_BIT.size(); bit++) {
            if ((mode >> bit & 1) == 1) {
                permissions.add(FROM_LOW_BIT.get(bit));
            }
        }
        Files.setPosixFilePermissions(path, permissions);
    }

    /** Makes a folder readable by every user. A folder created as a temporary one is accessible by its owner only. */
    static void openToOthers(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void deleteRecursively(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
