package dev.milepost.templates.composition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.composition.CompositionSettings.Actions;
import dev.milepost.templates.rendering.ScaffolderBackend;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Composed Templates run by Backstage's own scaffolder on Node, without publishing; modules' files come from this service. */
public final class BackstageDryRun {

    private static final String BASE_URL = "http://milepost.example.com";
    private static final ObjectMapper JSON = new ObjectMapper();

    private BackstageDryRun() {}

    public record DryRunRequest(ResolvedGoldenPath assembly, ObjectNode parameters) {}

    /**
     * A Template that was not composed.
     *
     * @param beside the files beside it
     * @param served the contents of other files by their addresses
     * @param foreign the actions that are skipped
     */
    public record PlainRequest(
            ObjectNode template,
            ObjectNode parameters,
            FileTree beside,
            Map<String, TreeFile> served,
            Set<String> foreign) {}

    /**
     * @param valid by Backstage's schema of Templates
     * @param error empty where it ran to its end
     * @param task the id that the scaffolder gave it
     */
    public record Result(boolean valid, String error, String log, String task, FileTree files) {

        private static Result of(JsonNode run) {
            var files = new TreeMap<String, TreeFile>();
            for (var file : run.path("files")) {
                var content = Base64.getDecoder().decode(file.path("content").asText());
                files.put(file.path("path").asText(), TreeFile.of(content, false));
            }
            return new Result(
                    run.path("valid").asBoolean(),
                    run.path("error").asText(),
                    run.path("log").toString(),
                    run.at("/output/correlationId").asText(),
                    FileTree.of(files));
        }
    }

    public static List<Result> runPlain(List<PlainRequest> all) throws IOException {
        var asked = JSON.createObjectNode();
        var runs = asked.putArray("runs");
        for (var one : all) {
            var run = runs.addObject();
            run.set("template", one.template());
            run.set("parameters", one.parameters());
            one.foreign().forEach(run.putArray("foreign")::add);
            var served = run.putObject("served");
            one.served()
                    .forEach((address, file) ->
                            served.put(address, Base64.getEncoder().encodeToString(file.content())));
            var contents = run.putArray("contents");
            one.beside()
                    .files()
                    .forEach((path, file) -> contents.addObject()
                            .put("path", path)
                            .put("executable", file.executable())
                            .put("content", Base64.getEncoder().encodeToString(file.content())));
        }
        return answered(asked).get("runs").valueStream().map(Result::of).toList();
    }

    public static List<Result> run(List<DryRunRequest> all) throws IOException {
        return run(all, Set.of());
    }

    /** @param foreign the actions that are skipped */
    public static List<Result> run(List<DryRunRequest> all, Set<String> foreign) throws IOException {
        var asked = JSON.createObjectNode();
        var runs = asked.putArray("runs");
        for (var one : all) {
            var name = one.assembly().goldenPath().name();
            var run = runs.addObject();
            run.set(
                    "template",
                    Composer.compose(one.assembly(), new CompositionSettings(BASE_URL, Actions.STOCK, name, false)));
            run.set("parameters", one.parameters());
            run.set("served", served(one.assembly()));
            foreign.forEach(run.putArray("foreign")::add);
        }
        return answered(asked).get("runs").valueStream().map(Result::of).toList();
    }

    private static JsonNode answered(JsonNode asked) throws IOException {
        var directory = Files.createTempDirectory("composed");
        Files.writeString(directory.resolve("asked.json"), asked.toString());
        Files.copy(Path.of("src/test/backstage/scaffold.cjs"), directory.resolve("scaffold.cjs"));
        Files.createSymbolicLink(
                directory.resolve("node_modules"), ScaffolderBackend.installed().resolve("node_modules"));
        var process = new ProcessBuilder(
                        "node", "--preserve-symlinks-main", "scaffold.cjs", "asked.json", "answered.json")
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertThat(process.onExit().join().exitValue()).isZero();
        return JSON.readTree(directory.resolve("answered.json").toFile());
    }

    /** What this service answers for files of modules. */
    private static ObjectNode served(ResolvedGoldenPath resolved) {
        var served = JSON.createObjectNode();
        for (var resolvedModule : resolved.modules()) {
            var module = resolvedModule.module();
            resolvedModule
                    .skeleton()
                    .files()
                    .forEach((path, file) -> served.put(
                            "%s/api/v1/modules/%s/versions/%s/files/%s"
                                    .formatted(BASE_URL, module.name(), module.version(), encoded(path)),
                            Base64.getEncoder().encodeToString(file.content())));
        }
        return served;
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/"))
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
