package dev.milepost.templates.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Backstage's own scaffolder backend on Node, from the npm package; installed once into {@code target/backstage}, until the
 * lock of its packages changes.
 */
public final class ScaffolderBackend {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = Path.of("src/test/backstage");
    private static final Path INSTALLED = Path.of("target/backstage").toAbsolutePath();

    private ScaffolderBackend() {}

    public static boolean hasNode() {
        try {
            return run(Path.of("."), "node", "--version") == 0 && run(Path.of("."), "npm", "--version") == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** @param error empty where it renders */
    record Rendered(FileTree files, String error) {}

    record RenderRequest(FileTree skeleton, JsonNode values, List<String> copyWithoutTemplating) {}

    static List<Rendered> render(List<RenderRequest> requests) throws IOException {
        var questions = JSON.createObjectNode();
        var cases = questions.putArray("cases");
        questions.putArray("inputs");
        var directory = asking();
        for (var one : requests) {
            var skeleton = directory.resolve(String.valueOf(cases.size())).resolve("skeleton");
            write(one.skeleton(), skeleton);
            var question = cases.addObject().put("skeleton", skeleton.toString());
            question.set("values", one.values());
            question.set("copyWithoutTemplating", JSON.valueToTree(one.copyWithoutTemplating()));
        }
        var answers = ask(directory, questions).get("cases");
        return answers.valueStream().map(ScaffolderBackend::rendered).toList();
    }

    static List<JsonNode> evaluate(List<JsonNode> inputs, JsonNode context) throws IOException {
        var questions = JSON.createObjectNode();
        questions.putArray("cases");
        var all = questions.putArray("inputs");
        inputs.forEach(input -> all.addObject().<ObjectNode>set("input", input).set("context", context));
        return ask(asking(), questions)
                .get("inputs")
                .valueStream()
                .map(answer -> answer.path("result"))
                .toList();
    }

    private static Rendered rendered(JsonNode answer) {
        if (answer.has("error")) {
            return new Rendered(FileTree.EMPTY, answer.get("error").textValue());
        }
        var files = new TreeMap<String, TreeFile>();
        for (var file : answer.get("files")) {
            var content = Base64.getDecoder().decode(file.get("content").textValue());
            files.put(
                    file.get("path").textValue(),
                    TreeFile.of(content, file.get("executable").booleanValue()));
        }
        return new Rendered(new FileTree(files), "");
    }

    private static void write(FileTree tree, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (var file : tree.files().entrySet()) {
            var path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue().content());
            if (file.getValue().executable() && !path.toFile().setExecutable(true)) {
                throw new IOException("It cannot be made executable: " + path);
            }
        }
    }

    private static Path asking() throws IOException {
        Files.createDirectories(INSTALLED);
        return Files.createTempDirectory(INSTALLED, "asked-");
    }

    @SuppressWarnings("try") // held, not used
    private static synchronized JsonNode ask(Path directory, JsonNode questions) throws IOException {
        try (var alone = alone()) {
            install();
            var asked = directory.resolve("asked.json");
            var answered = directory.resolve("answered.json");
            Files.writeString(asked, questions.toString());
            if (run(INSTALLED, "node", "render.cjs", asked.toString(), answered.toString()) != 0) {
                throw new IOException("The scaffolder failed: " + Files.readString(INSTALLED.resolve("output.log")));
            }
            return JSON.readTree(answered.toFile());
        }
    }

    /** Where it is installed, once it is. */
    @SuppressWarnings("try") // held, not used
    public static synchronized Path installed() throws IOException {
        try (var alone = alone()) {
            install();
            return INSTALLED;
        }
    }

    /** Tests run in two processes, which share what is installed. */
    private static FileChannel alone() throws IOException {
        Files.createDirectories(INSTALLED);
        var channel = FileChannel.open(INSTALLED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var unused = channel.lock();
        return channel;
    }

    private static void install() throws IOException {
        Files.createDirectories(INSTALLED);
        var lock = Files.readString(SOURCES.resolve("package-lock.json"));
        var installed = INSTALLED.resolve("installed-lock.json");
        Files.writeString(INSTALLED.resolve("render.cjs"), Files.readString(SOURCES.resolve("render.cjs")));
        if (Files.exists(installed) && Files.readString(installed).equals(lock)) {
            return;
        }
        for (var file : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.writeString(INSTALLED.resolve(file), Files.readString(SOURCES.resolve(file)));
        }
        if (run(INSTALLED, "npm", "ci") != 0) {
            throw new IOException("npm failed: " + Files.readString(INSTALLED.resolve("output.log")));
        }
        Files.writeString(installed, lock);
    }

    private static int run(Path directory, String... command) throws IOException {
        Files.createDirectories(INSTALLED);
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(INSTALLED.resolve("output.log").toFile())
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("It took longer than 5 minutes: " + String.join(" ", command));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
