package dev.milepost.local;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs PostgreSQL's programs, which refuse to run as root. */
final class PostgresPrograms {

    private static final int LINES_SHOWN = 15;

    private final Path programs;
    private final Path log;
    private final List<String> commandPrefix;

    /** @param folder for the log, {@code postgres.log} */
    PostgresPrograms(Path programs, Path folder) {
        this.programs = programs;
        this.log = folder.resolve("postgres.log");
        this.commandPrefix = commandPrefix();
    }

    /**
     * The command prefix that runs a program as another user if this process runs as root. In a user namespace of its
     * own, PostgreSQL sees root as the user nobody, while root still owns its files.
     */
    private static List<String> commandPrefix() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        return LinuxUtils.isUnshareAvailable()
                ? List.of("unshare", "-U")
                : List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    }

    /** Changes the owner of the folder to the user that the programs run as, if that is another user. */
    void prepare(Path folder) {
        if (commandPrefix.contains("setpriv")) {
            start(List.of("chown", "-R", "65534:65534", folder.toString()));
        }
    }

    String log() {
        return log.toString();
    }

    /** Runs a program and returns its exit code. Its output is appended to the log. */
    int run(String program, String... arguments) {
        var command = new ArrayList<>(commandPrefix);
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return start(command);
    }

    void runOrFail(String program, String... arguments) {
        if (run(program, arguments) != 0) {
            throw fault(program + " failed");
        }
    }

    LocalFault fault(String reason) {
        try {
            var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            var last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
            return new LocalFault("%s. The last lines of %s:%n%s".formatted(reason, log, String.join("\n", last)));
        } catch (IOException e) {
            return new LocalFault(reason, e);
        }
    }

    private int start(List<String> command) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C");
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new LocalFault("Cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFault("Interrupted while running " + command, e);
        }
    }
}
