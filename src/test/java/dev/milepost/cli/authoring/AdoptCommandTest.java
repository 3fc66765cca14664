package dev.milepost.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A service that was not made here is linked to the version that it has most files of. */
class AdoptCommandTest {

    private static final String TEMPLATES = "templates";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private String text = "";

    /** The parameters are guessed from the files, and the annotation is written beside the comments of the file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus-service@1.0.0",
                "quarkus-service@1.1.0",
                "spring-boot-service@2.0.0",
                "node-service@1.0.0"
            })
    void findsTheVersion(String label) throws IOException {
        var service = scaffolded(label);
        Files.writeString(service.resolve("README.md"), "# Ours\n");
        Files.writeString(service.resolve("own.txt"), "ours\n");

        assertThat(adopt(service, "--templates", TEMPLATES)).as(text).isZero();

        assertThat(text.lines().findFirst().orElseThrow()).contains(label);
        assertThat(text).contains(label + " fits best");
        var catalog = Files.readString(service.resolve("catalog-info.yaml"));
        assertThat(catalog).contains("milepost.dev/template: ").contains(label).contains("# ours");
        assertThat(adopt(service, "--templates", TEMPLATES)).isZero();
        assertThat(text).contains("says so already");
    }

    @Test
    void onlyShowsInADryRun() throws IOException {
        var service = scaffolded("node-service@1.1.0");
        var before = Files.readString(service.resolve("catalog-info.yaml"));

        var saved = folder.resolve("values.json");
        assertThat(adopt(service, "--templates", TEMPLATES, "--dry-run", "--save-values", saved.toString()))
                .isZero();
        assertThat(Files.readString(saved)).contains("\"name\" : ");

        assertThat(Files.readString(service.resolve("catalog-info.yaml"))).isEqualTo(before);
    }

    /** Published versions are rendered with the modules of their locks. */
    @Test
    void asksTheRegistry() throws IOException {
        var service = scaffolded("quarkus-service@1.0.0");
        var registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/api/v1/", AdoptCommandTest::answer);
        registry.start();
        try {
            assertThat(adopt(
                            service,
                            "--url",
                            "http://localhost:" + registry.getAddress().getPort()))
                    .as(text)
                    .isZero();
        } finally {
            registry.stop(0);
        }
        assertThat(text).contains("quarkus-service@1.0.0 fits best");

        assertThat(adopt(service, "--url", "http://localhost:1")).isEqualTo(2);
        assertThat(text).contains("No service responds at http://localhost:1");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var found = TemplateFolder.read(Path.of(TEMPLATES));
        var parts = List.of(exchange.getRequestURI()
                .getPath()
                .substring("/api/v1/".length())
                .split("/"));
        var answer = JSON.createObjectNode();
        byte[] archive = null;
        if (parts.size() == 1) {
            answer.putArray("items").addObject().put("name", "quarkus-service");
            answer.putNull("next_cursor");
        } else if (parts.size() == 2) {
            found.versions().stream()
                    .filter(version -> version.goldenPath().isPresent())
                    .filter(version -> version.manifest().name().equals(parts.get(1)))
                    .forEach(version -> answer.withArray("/versions")
                            .addObject()
                            .put("version", version.manifest().version().toString()));
        } else {
            var isModule = parts.get(0).equals("modules");
            var version = found.versions().stream()
                    .filter(one -> one.module().isPresent() == isModule)
                    .filter(one -> one.label().equals(parts.get(1) + "@" + parts.get(3)))
                    .findFirst()
                    .orElseThrow();
            answer.set("manifest", version.manifest().document());
            if (parts.get(parts.size() - 1).equals("lock")) {
                new FolderModules(found)
                        .lock(version)
                        .modules()
                        .forEach(module -> answer.withArray("/modules")
                                .addObject()
                                .put("name", module.name())
                                .put("version", module.version()));
            }
            archive = parts.get(parts.size() - 1).equals("skeleton.tar") ? TarArchive.write(version.files()) : null;
        }
        var body = archive == null ? answer.toString().getBytes(StandardCharsets.UTF_8) : archive;
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void findsNothingInAnotherFolder() throws IOException {
        Files.writeString(folder.resolve("README.md"), "# Another\n");

        assertThat(adopt(folder, "--templates", TEMPLATES)).isEqualTo(1);

        assertThat(text).contains("No version has 30 % of its files here");
    }

    /** Makes a service as somebody else would have: its entity names no golden path. */
    private Path scaffolded(String label) throws IOException {
        var name = label.substring(0, label.indexOf('@'));
        var service = folder.resolve("service");
        var values =
                Path.of(TEMPLATES, "golden-paths", name, "test-values.yaml").toString();
        assertThat(run("render", "--template", label, "--values", values, "--out", service.toString(), TEMPLATES))
                .as(text)
                .isZero();
        var catalog = service.resolve("catalog-info.yaml");
        var without = Files.readString(catalog)
                .lines()
                .filter(line -> !line.contains("milepost.dev/template:") && !line.contains("template-version"))
                .toList();
        Files.writeString(catalog, "# ours\n" + String.join("\n", without) + "\n");
        return service;
    }

    private int adopt(Path service, String... words) {
        var arguments = new ArrayList<>(List.of("adopt"));
        arguments.addAll(List.of(words));
        arguments.add(service.toString());
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... words) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var parsed = new CommandLine(new TemplatesCommand()).parseArgs(words);
        var command = parsed.subcommand().commandSpec().userObject();
        int code =
                command instanceof AuthorCommand author ? author.run(out, out) : ((AdoptCommand) command).run(out, out);
        text = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }
}
