package dev.milepost.templates.goldenpaths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of this machine that has run to its end. */
record ProcessResult(int exitCode, String output) {

    private static final Duration LONGEST = Duration.ofMinutes(4);

    static boolean isThere(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static ProcessResult run(Path folder, Map<String, String> environment, String... command) {
        try {
            var output = Files.createTempFile("program", ".txt");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            try {
                assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                        .as("%s ends", (Object) command)
                        .isTrue();
                return new ProcessResult(process.exitValue(), Files.readString(output));
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                Files.delete(output);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("Cannot run " + String.join(" ", command), e);
        }
    }

    /** That it ended well; what it printed is told where it did not. */
    ProcessResult succeeds() {
        assertThat(exitCode).as(output).isZero();
        return this;
    }
}
