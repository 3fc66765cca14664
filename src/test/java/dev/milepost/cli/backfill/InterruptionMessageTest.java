package dev.milepost.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What Ctrl-C prints during a backfill. */
class InterruptionMessageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** The command in a process of its own. */
    static final class Program {

        private Program() {}

        public static void main(String... arguments) {
            System.exit(new CommandLine(new BackfillCommand()).execute(arguments));
        }
    }

    @Test
    void saysHowToContinue() throws Exception {
        try (var git = TestGitRepository.create(folder.resolve("the repository"));
                var service = FakeService.start()) {
            git.grow(9_000);
            service.stopAfter(2);
            var process = start(git.folder(), service.url());

            await().atMost(PATIENCE).until(() -> service.identities().size() >= 2_000);
            process.destroy();

            assertThat(process.waitFor()).isNotZero();
            assertThat(folder.resolve("err")).content().contains("""
                    Interrupted. The service keeps the events that it has. To send the others, run the command again; no event counts twice:
                      ./milepost backfill --git '%s' --url %s --service payments
                    """.formatted(git.folder(), service.url()));
        }
    }

    @Test
    void saysThatTheServiceHasAll() throws Exception {
        try (var git = TestGitRepository.create(folder.resolve("payments"));
                var service = FakeService.start()) {
            git.grow(100);
            service.lag(7);
            var process = start(git.folder(), service.url());

            await().atMost(PATIENCE).until(() -> service.polls() > 3);
            process.destroy();

            assertThat(process.waitFor()).isNotZero();
            assertThat(folder.resolve("err"))
                    .content()
                    .contains("Interrupted. The service has all events and continues to count them.")
                    .doesNotContain("./milepost");
        }
    }

    @Test
    void printsNothingAfterTheEnd() throws Exception {
        try (var git = TestGitRepository.create(folder.resolve("payments"));
                var service = FakeService.start()) {
            git.grow(100);

            assertThat(start(git.folder(), service.url()).waitFor()).isZero();

            assertThat(folder.resolve("err")).content().doesNotContain("Interrupted");
        }
    }

    @Test
    void quotesArgumentsForAShell() {
        var arguments = List.of("backfill", "--tags", "v*", "--service", "it's", "--branch", "");

        assertThat(InterruptionMessage.text(arguments, false))
                .endsWith("  ./milepost backfill --tags 'v*' --service 'it'\\''s' --branch ''\n");
    }

    private Process start(Path git, URI url) throws IOException {
        var command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName()));
        command.addAll(List.of("--git", git.toString(), "--url", url.toString(), "--service", "payments"));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }
}
