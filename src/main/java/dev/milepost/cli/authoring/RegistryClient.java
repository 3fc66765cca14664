package dev.milepost.cli.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.command.CommandToken;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.text.Trim;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An HTTP client for the registry of a running service. */
final class RegistryClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final String url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** The response of the service to the publication of one version. */
    record PublishResult(int status, List<String> faults) {

        boolean created() {
            return status == 201;
        }

        boolean rejected() {
            return status / 100 != 2;
        }

        String outcome() {
            return rejected() ? "rejected" : created() ? "published" : "unchanged";
        }
    }

    RegistryClient(URI url) {
        var scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw CommandFailure.cannotRun("'%s' is not the URL of a service. Use --url http://HOST:PORT.", url);
        }
        this.url = Trim.trailing(url.toString(), '/');
    }

    /** @param source the URL from which Backstage can read the version's folder; null if there is none */
    PublishResult publish(FoundVersion version, @Nullable String source) {
        var kind = version.goldenPath().isPresent() ? "templates" : "modules";
        var query = source == null ? "" : "?source=" + URLEncoder.encode(source, StandardCharsets.UTF_8);
        var archived = !version.files().files().isEmpty();
        var format = version.format() == DocumentFormat.JSON ? "application/json" : "application/yaml";
        var address = "%s/api/v1/%s/%s/versions%s"
                .formatted(url, kind, version.manifest().name(), query);
        var request = CommandToken.addTo(HttpRequest.newBuilder(URI.create(address)))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .header("Content-Type", archived ? "application/x-tar" : format)
                .POST(HttpRequest.BodyPublishers.ofByteArray(archived ? archive(version) : version.text()))
                .build();
        return receipt(send(request));
    }

    private static byte[] archive(FoundVersion version) {
        var files = new TreeMap<String, TreeFile>();
        version.files().files().forEach((path, file) -> files.put("skeleton/" + path, file));
        var name = version.format() == DocumentFormat.JSON ? "manifest.json" : "manifest.yaml";
        files.put(name, TreeFile.of(version.text(), false));
        return TarArchive.write(FileTree.of(files));
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw CommandFailure.cannotRun(
                    "No service responds at %s. Start it with ./milepost start, or set its URL with --url.", url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.cannotRun(
                    "Publishing was interrupted. Run the command again to publish the remaining versions.");
        }
    }

    private PublishResult receipt(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new PublishResult(status, List.of());
        }
        var problem = read(response.body());
        if (status >= 500 || !problem.path("type").asText().startsWith("/problems/")) {
            throw CommandFailure.cannotRun(
                    "The service at %s failed with status %d. Run the command again to publish the remaining versions.",
                    url, status);
        }
        var faults = new ArrayList<>(List.of("%d %s%s"
                .formatted(
                        status,
                        problem.path("detail").asText(),
                        CommandToken.hint(status, "template-owner, and the owner's group"))));
        for (var fault : problem.path("errors")) {
            faults.add("%s: %s"
                    .formatted(
                            fault.path("pointer").asText(), fault.path("detail").asText()));
        }
        return new PublishResult(status, faults);
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
