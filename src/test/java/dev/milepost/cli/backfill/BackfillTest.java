package dev.milepost.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command, against a peer that speaks the service's HTTP. */
class BackfillTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private TestGitRepository git;
    private FakeService peer;

    @BeforeEach
    void start() throws IOException {
        git = TestGitRepository.create(folder.resolve("payments"));
        peer = FakeService.start();
    }

    @AfterEach
    void stop() {
        peer.close();
        git.close();
    }

    @Test
    void sendsHistoryAndPrintsQuery() throws Exception {
        git.grow(2_500);
        git.tag("1.0.0", git.repository().resolve("main"));

        int exit = backfill();

        assertThat(exit).isZero();
        assertThat(peer.identities()).hasSize(2_501);
        assertThat(out())
                .contains("Found 2,500 changes and 1 deployment of payments in ")
                .contains("Deployments are the release tags.")
                .containsPattern(
                        "Sent 2,501 events of the days 2024-01-01 to 2024-04-14 \\(UTC\\), in [0-9.]+ s: 2,501 accepted, 0 already")
                .endsWith(
                        "  curl '%s/api/v1/four-keys?service=payments&from=2024-01-01T00:00:00Z&to=2024-04-15T00:00:00Z'\n"
                                .formatted(peer.url()));
    }

    @Test
    void isIdempotent() throws Exception {
        git.grow(50);
        backfill();
        out.reset();

        int exit = backfill();

        assertThat(exit).isZero();
        assertThat(out()).contains(" 0 accepted, ");
    }

    @Test
    void printsQueryForEnvironmentSent() throws Exception {
        git.commit("begin");

        backfill("--environment", "staging", "--service", "a b");

        assertThat(out()).contains("service=a%20b&").endsWith("&environment=staging'\n");
    }

    @Test
    void retriesWhenServiceIsBusy() throws Exception {
        git.grow(2_500);
        peer.refuse(503, 4, "0");

        assertThat(backfill()).isZero();
        assertThat(peer.refused()).isEqualTo(4);
        assertThat(peer.identities()).hasSizeGreaterThan(2_500);
    }

    @Test
    void retriesBrokenConnection() throws Exception {
        git.grow(1_500);
        peer.breakConnections(2);

        assertThat(backfill()).isZero();
        assertThat(peer.identities()).hasSizeGreaterThan(1_500);
    }

    @Test
    void printsFirstRejectedEventsAndFails() throws Exception {
        git.grow(50);
        peer.reject("no such thing");

        assertThat(backfill()).isEqualTo(1);
        assertThat(out()).containsPattern("\\d+ were rejected:\n  change-[0-9a-f]{40}: no such thing \\(at /data\\)\n");
        assertThat(out().lines().filter(line -> line.contains("no such thing"))).hasSize(5);
    }

    @Test
    void printsReasonOfRefusal() throws Exception {
        git.commit("begin");
        peer.refuse(403, 100, null);

        assertThat(backfill()).isEqualTo(1);
        assertThat(err())
                .isEqualTo(
                        "%s rejected the events with status 403: because. The token in MILEPOST_TOKEN needs the role emitter and reader."
                                        .formatted(peer.url())
                                + " The service has 0 events so far. Solve the problem and run the command again; no event counts"
                                + " twice.\n");
    }

    @Test
    void reportsUnreachableService() throws Exception {
        git.commit("begin");
        peer.close();

        assertThat(backfill()).isEqualTo(1);
        assertThat(err())
                .isEqualTo("No service responds at %s. Start it with ./milepost start, or set its URL with --url.\n"
                        .formatted(peer.url()));
    }

    @Test
    void reportsAnswerOfAnotherService() throws Exception {
        git.commit("begin");

        assertThat(run("--git", git.folder().toString(), "--url", peer.url() + "/elsewhere"))
                .isEqualTo(1);
        assertThat(err()).contains("is not a Milepost service (status 404 of /elsewhere/api/v1/pipeline)");
    }

    @Test
    void reportsUnusableRepositoryInOneLine() throws Exception {
        assertThat(backfill()).isEqualTo(1);
        assertThat(run("--git", "/no/such/folder", "--dry-run")).isEqualTo(2);
        assertThat(run("--git", git.folder().toString(), "--url", "nonsense")).isEqualTo(2);
        assertThat(run("--git", git.folder().toString(), "--service", " ")).isEqualTo(2);
        assertThat(err().lines()).hasSize(4).allMatch(line -> line.contains("--") && !line.contains("Exception"));
    }

    @Test
    void refusesUnknownDeploymentSource() {
        var command = new CommandLine(new BackfillCommand()).setErr(new PrintWriter(err, true));

        assertThat(command.execute("--deployments", "guesses")).isEqualTo(2);
        assertThat(err()).contains("must be tags, merges or commits, not 'guesses'");
    }

    @Test
    void sendsNothingInADryRun() throws Exception {
        git.tag("1.0.0", git.commit("begin"));
        peer.close();

        assertThat(run("--git", git.folder().toString(), "--dry-run")).isZero();
        assertThat(out()).contains("Nothing was sent.", "\"deployment_id\":\"1.0.0\"", "dev.milepost.change.created");
    }

    @Test
    void neverThrowsInsideService() throws Exception {
        var to = new PrintStream(out, true, StandardCharsets.UTF_8);

        boolean sent = Backfill.run(git.folder(), Optional.empty(), peer.url(), to);
        git.commit("begin");
        boolean sentThen = Backfill.run(git.folder(), Optional.of("own"), peer.url(), to);

        assertThat(sent).isFalse();
        assertThat(sentThen).isTrue();
        assertThat(out().lines())
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(0)).contains("has no commits"))
                .satisfies(lines -> assertThat(lines.get(2)).startsWith("  curl '"));
    }

    private int backfill(String... more) throws Exception {
        var arguments = new String[more.length + 4];
        System.arraycopy(
                new String[] {
                    "--git", git.folder().toString(), "--url", peer.url().toString()
                },
                0,
                arguments,
                0,
                4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return run(arguments);
    }

    private int run(String... arguments) throws Exception {
        var command = CommandLine.populateCommand(new BackfillCommand(), arguments);
        return command.run(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
