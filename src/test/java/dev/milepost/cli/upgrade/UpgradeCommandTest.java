package dev.milepost.cli.upgrade;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.milepost.templates.trees.TarArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command in repositories that git has made, with plans of a service that only answers. */
class UpgradeCommandTest {

    private static final String PLAN = """
            {"service": "orders", "template": "path", "from": "1.0.0", "to": "1.1.0", "conflicts": %d,
             "migrations": [{"done": false, "text": "Tell the team.", "detail": "By hand."}],
             "asked": [{"name": "region", "default": "eu"}],
             "files": [
               {"path": "README.md", "outcome": "clean", "moved_from": null, "conflicts": 0, "detail": "",
                "content": {"text": "# new\\n", "executable": false}},
               {"path": "docs/NOTES.md", "outcome": "unchanged", "moved_from": "NOTES.md", "conflicts": 0, "detail": "",
                "content": null},
               {"path": "old.txt", "outcome": "removed", "moved_from": null, "conflicts": 0, "detail": "", "content": null},
               {"path": "run.sh", "outcome": "added", "moved_from": null, "conflicts": 0, "detail": "",
                "content": {"base64": "eA==", "executable": true}},
               {"path": "conf.txt", "outcome": "conflict", "moved_from": null, "conflicts": %d, "detail": "",
                "content": {"text": "<<<<<<< service\\na\\n=======\\nb\\n>>>>>>> template 1.1.0\\n", "executable": false}}]}
            """;

    @TempDir
    Path folder;

    private final AtomicReference<byte[]> sent = new AtomicReference<>(new byte[0]);
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpServer service;
    private String answer = PLAN.formatted(1, 1);
    private int status = 200;
    private String out = "";

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            sent.set(exchange.getRequestBody().readAllBytes());
            asked.set(exchange.getRequestURI().toString());
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        git("init", "-q", "-b", "main", ".");
        git("config", "user.name", "t");
        git("config", "user.email", "t@example.com");
        write("README.md", "# old\n");
        write("NOTES.md", "notes\n");
        write("old.txt", "old\n");
        write("conf.txt", "a\n");
        write(".gitignore", "*.log\n");
        write("run.log", "x");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("README.md"));
        git("add", "-A");
        git("commit", "-q", "-m", "first");
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void leavesBranchWithOneCommit() throws IOException {
        assertThat(run("--to", "1.1.0")).isEqualTo(1);

        assertThat(out).contains("Branch milepost/upgrade-path-1.1.0", "with 1 conflicts");
        assertThat(asked.get()).isEqualTo("/api/v1/services/orders/upgrade-plan?to=1.1.0");
        assertThat(TarArchive.read(requireNonNull(sent.get())).files().keySet())
                .containsExactly(".gitignore", "NOTES.md", "README.md", "conf.txt", "old.txt");
        assertThat(git("rev-parse", "--abbrev-ref", "HEAD").strip()).isEqualTo("milepost/upgrade-path-1.1.0");
        assertThat(git("rev-list", "--count", "main..HEAD").strip()).isEqualTo("1");
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(git("ls-files").lines())
                .containsExactly(".gitignore", "README.md", "conf.txt", "docs/NOTES.md", "link", "run.sh");
        assertThat(Files.readString(folder.resolve("conf.txt"))).startsWith("<<<<<<< service\na\n");
        assertThat(Files.isExecutable(folder.resolve("run.sh"))).isTrue();
        assertThat(git("log", "-1", "--format=%B"))
                .startsWith("Upgrade orders from path 1.0.0 to 1.1.0\n\nConflicts to resolve:\n- conf.txt\n")
                .contains("- to do: Tell the team.", "- region");
    }

    @Test
    void changesNothingInADryRun() {
        assertThat(run("--dry-run")).isEqualTo(1);

        assertThat(out).contains("Nothing was changed.", "- README.md (clean)");
        assertThat(git("rev-parse", "--abbrev-ref", "HEAD").strip()).isEqualTo("main");
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(git("branch").lines()).hasSize(1);
    }

    @Test
    void requiresACleanTree() throws IOException {
        write("README.md", "# mine\n");

        assertThat(run()).isEqualTo(2);
        assertThat(out).contains("Commit or stash them first");
    }

    @Test
    void showsWhyThereIsNoPlan() {
        status = 409;
        answer =
                "{\"detail\": \"No recorded run.\", \"errors\": [{\"pointer\": \"/parameters/name\", \"detail\": \"is required\"}]}";

        assertThat(run()).isEqualTo(2);
        assertThat(out).contains("409 No recorded run.", "/parameters/name: is required");
    }

    /** Whatever a plan says, nothing outside of the tree is written, and a failure leaves the tree as it was. */
    @Test
    void writesNothingOutside() {
        for (var path : List.of("../x", ".git/hooks/pre-commit", "link/x")) {
            answer = """
                    {"service": "o", "template": "p", "from": "1.0.0", "to": "2.0.0", "conflicts": 0, "files": [
                      {"path": "README.md", "outcome": "clean", "content": {"text": "new", "executable": false}},
                      {"path": "%s", "outcome": "added", "content": {"text": "x", "executable": true}}]}
                    """.formatted(path);

            assertThat(run()).as(path).isEqualTo(2);
            assertThat(git("rev-parse", "--abbrev-ref", "HEAD").strip()).isEqualTo("main");
            assertThat(git("status", "--porcelain")).isEmpty();
            assertThat(git("branch").lines()).hasSize(1);
        }
        assertThat(folder.resolveSibling("x")).doesNotExist();
    }

    private int run(String... options) {
        var arguments = new ArrayList<>(List.of(
                folder.toString(),
                "--service",
                "orders",
                "--url",
                "http://localhost:" + service.getAddress().getPort()));
        arguments.addAll(List.of(options));
        var command = new UpgradeCommand();
        new CommandLine(command).parseArgs(arguments.toArray(String[]::new));
        var printed = new ByteArrayOutputStream();
        var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int code = command.run(stream, stream);
        out = printed.toString(StandardCharsets.UTF_8);
        return code;
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(folder.resolve(path), text);
    }

    private String git(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).directory(folder.toFile()).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(command + output).isZero();
            return output;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
