package dev.milepost.cli.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.command.CommandToken;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.text.Trim;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.resolution.Lockfile;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads published golden paths from a running service, each with the modules of its lock. */
final class RegistryDownload {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final String url;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, ResolvedModule> modules = new HashMap<>();

    RegistryDownload(URI url) {
        if (url.getHost() == null) {
            throw CommandFailure.cannotRun("'%s' is not the URL of a service. Use --url http://HOST:PORT.", url);
        }
        this.url = Trim.trailing(url.toString(), '/');
    }

    /** Returns the names of all golden paths. */
    List<String> names() {
        var names = new ArrayList<String>();
        var cursor = "";
        do {
            var page = json("/templates?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)));
            page.path("items").forEach(item -> names.add(item.path("name").asText()));
            cursor = page.path("next_cursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return names;
    }

    /** Returns the versions of a golden path that are not withdrawn, highest first. */
    List<String> versions(String name) {
        return json("/templates/" + encoded(name))
                .path("versions")
                .valueStream()
                .filter(version -> !version.path("yanked").asBoolean())
                .map(version -> version.path("version").asText())
                .toList();
    }

    ResolvedGoldenPath resolved(String name, String version) {
        var address = "/templates/%s/versions/%s".formatted(encoded(name), encoded(version));
        var path = (GoldenPath) manifest(address);
        var lock = json(address + "/lock");
        var parts = new ArrayList<ResolvedModule>();
        lock.path("modules")
                .forEach(module -> parts.add(module(
                        module.path("name").asText(), module.path("version").asText())));
        return new ResolvedGoldenPath(
                path, new Lockfile("", name, version, lock.path("digest").asText(), List.of()), parts);
    }

    private ResolvedModule module(String name, String version) {
        return modules.computeIfAbsent(name + "@" + version, unknown -> {
            var address = "/modules/%s/versions/%s".formatted(encoded(name), encoded(version));
            var manifest = (ModuleManifest) manifest(address);
            var hasFiles =
                    manifest.skeleton() != null || !json(address).path("files").isEmpty();
            var files =
                    hasFiles ? TarArchive.read(get(address + "/skeleton.tar", "application/x-tar")) : FileTree.EMPTY;
            return new ResolvedModule(manifest, files, null);
        });
    }

    private Manifest manifest(String address) {
        var text = json(address).path("manifest").toString();
        return ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), DocumentFormat.JSON);
    }

    private JsonNode json(String address) {
        try {
            return JSON.readTree(get(address, "application/json"));
        } catch (IOException e) {
            throw CommandFailure.cannotRun("%s%s is not JSON: %s", url, address, e.getMessage());
        }
    }

    private byte[] get(String address, String type) {
        var request = CommandToken.addTo(HttpRequest.newBuilder(URI.create(url + "/api/v1" + address)))
                .timeout(TIMEOUT)
                .header("Accept", type + ", application/problem+json")
                .build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw CommandFailure.cannotRun(
                        "%s%s was answered with %d.%s",
                        url, address, response.statusCode(), CommandToken.hint(response.statusCode(), "reader"));
            }
            return response.body();
        } catch (IOException e) {
            throw CommandFailure.cannotRun(
                    "No service responds at %s. Start it with ./milepost start, set its URL with --url, or name a folder"
                            + " with --templates.",
                    url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.cannotRun("The command was interrupted.");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
