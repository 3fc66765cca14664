package dev.milepost.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stops a PostgreSQL server that outlived a killed Milepost process. Only the process with the folder lock may do this.
 */
final class Orphan {

    private Orphan() {}

    static void stop(Path data, PostgresPrograms programs) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        if (isPostgres(pidFile)) {
            // The server's client was killed, so there are no transactions to wait for.
            if (programs.run("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-t", "30", "stop") != 0) {
                programs.run("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "-t", "20", "stop");
            }
        } else {
            // The pid belongs to another program or to none. PostgreSQL would take that process for a running server.
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
