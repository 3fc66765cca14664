package dev.milepost.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server that outlived a killed Milepost. Whoever holds the folder's lock may stop it. */
final class Orphan {

    private Orphan() {}

    static void stop(Path data, PostgresPrograms programs) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        if (isPostgres(pidFile)) {
            // Killed with its clients' work on the way, so there is nothing to wait for.
            if (programs.run("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-t", "30", "stop") != 0) {
                programs.run("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "-t", "20", "stop");
            }
        } else {
            // The number now belongs to some other program, or to none; PostgreSQL would take it for itself.
            Files.delete(pidFile);
        }
    }

    private static boolean isPostgres(Path pidFile) throws IOException {
        var lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d+")) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .flatMap(process -> process.info().command())
                .map(command -> command.endsWith("/bin/postgres"))
                .orElse(false);
    }
}
