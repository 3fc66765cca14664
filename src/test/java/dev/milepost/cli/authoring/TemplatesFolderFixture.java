package dev.milepost.cli.authoring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** A folder of templates of one golden path in two versions, and the commands called on it. */
final class TemplatesFolderFixture {

    private final Path folder;
    private final String suffix;

    /** What a command wrote, faults after the rest. */
    record CommandOutput(int exitCode, String text) {}

    /** @param suffix makes the names those of this test alone */
    TemplatesFolderFixture(Path folder, String suffix) {
        this.folder = folder;
        this.suffix = suffix;
    }

    static TemplatesFolderFixture written(Path folder, String suffix) throws IOException {
        var templates = new TemplatesFolderFixture(folder, suffix);
        templates.write("modules/skeleton/1.0.0/manifest.yaml", templates.module("1.0.0"));
        templates.write("modules/skeleton/1.0.0/skeleton/README.md", "# ${{ values.name }}\nold\nthe end\n");
        templates.write("modules/skeleton/1.1.0/manifest.yaml", templates.module("1.1.0"));
        templates.write("modules/skeleton/1.1.0/skeleton/README.md", "# ${{ values.name }}\nnew\nthe end\n");
        templates.write("modules/skeleton/1.1.0/skeleton/${{ values.name }}.txt", "added\n");
        templates.write("paths/1.0.0/manifest.yaml", templates.goldenPath("1.0.0", "1.0.0"));
        templates.write("paths/1.1.0/manifest.yaml", templates.goldenPath("1.1.0", "^1.1"));
        templates.write("values.yaml", "name: payments\n");
        return templates;
    }

    String name(String word) {
        return word + "-" + suffix;
    }

    void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    String module(String version) {
        return """
                apiVersion: milepost.dev/v1
                kind: Module
                metadata: {name: %s, title: Skeleton, owner: platform, version: %s}
                spec:
                  phase: scaffold
                  changelog: {added: [files of %s]}
                  parameters: {title: Service, required: [name], properties: {name: {type: string, title: Name}}}
                  skeleton: {}
                """.formatted(name("skeleton"), version, version);
    }

    String goldenPath(String version, String range) {
        return """
                apiVersion: milepost.dev/v1
                kind: GoldenPath
                metadata: {name: %s, title: Path, owner: platform, version: %s}
                spec:
                  type: service
                  lifecycle: production
                  changelog: {changed: [the words of %s]}
                  modules: [{module: %s, range: "%s"}]
                """.formatted(name("path"), version, version, name("skeleton"), range);
    }

    /** Calls {@code milepost templates} with these words, and the folder at the end. */
    CommandOutput call(String... words) {
        var text = new ByteArrayOutputStream();
        var arguments = new ArrayList<>(List.of(words));
        arguments.add(folder.toString());
        var commands = new CommandLine(new TemplatesCommand());
        var parsed = commands.parseArgs(arguments.toArray(String[]::new));
        var out = new PrintStream(text, true, StandardCharsets.UTF_8);
        AuthorCommand command =
                (AuthorCommand) parsed.subcommand().commandSpec().userObject();
        int exitCode = command.run(out, out);
        return new CommandOutput(exitCode, text.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
}
