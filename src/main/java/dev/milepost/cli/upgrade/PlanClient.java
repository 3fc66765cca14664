package dev.milepost.cli.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.command.CommandToken;
import dev.milepost.cli.upgrade.WorkTree.TrackedFile;
import dev.milepost.platform.text.Trim;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/** Asks a running service for an upgrade plan. */
final class PlanClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int EXECUTABLE_FILE = 0100755;
    private static final int PLAIN_FILE = 0100644;

    private final String url;

    PlanClient(URI url) {
        if (url.getHost() == null) {
            throw CommandFailure.cannotRun("'%s' is not the URL of a service. Use --url http://HOST:PORT.", url);
        }
        this.url = Trim.trailing(url.toString(), '/');
    }

    JsonNode plan(
            String service,
            @Nullable String to,
            @Nullable String from,
            @Nullable Path values,
            List<TrackedFile> files) {
        var query = new ArrayList<String>();
        if (to != null) {
            query.add("to=" + encoded(to));
        }
        if (from != null) {
            query.add("from=" + encoded(from));
        }
        var address = "%s/api/v1/services/%s/upgrade-plan%s"
                .formatted(url, encoded(service), query.isEmpty() ? "" : "?" + String.join("&", query));
        var request = CommandToken.addTo(HttpRequest.newBuilder(URI.create(address)))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .header("Content-Type", values == null ? "application/gzip" : "application/json")
                .POST(BodyPublishers.ofByteArray(values == null ? archive(files) : json(files, values)))
                .build();
        return answer(request);
    }

    private JsonNode answer(HttpRequest request) {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            var body = JSON.readTree(response.body());
            if (response.statusCode() == 200) {
                return body;
            }
            var faults = new StringBuilder("%d %s%s"
                    .formatted(
                            response.statusCode(),
                            body.path("detail").asText(),
                            CommandToken.hint(response.statusCode(), "reader")));
            for (var fault : body.path("errors")) {
                faults.append("\n  %s: %s"
                        .formatted(
                                fault.path("pointer").asText(),
                                fault.path("detail").asText()));
            }
            throw CommandFailure.cannotRun("%s", faults);
        } catch (IOException e) {
            throw CommandFailure.cannotRun(
                    "No service responds at %s. Start it with ./milepost start, or set its URL with --url.", url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.cannotRun("The command was interrupted. Nothing was changed.");
        }
    }

    private static byte[] archive(List<TrackedFile> files) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (var file : files) {
                var entry = new TarArchiveEntry(file.path());
                entry.setSize(file.content().length);
                entry.setMode(file.executable() ? EXECUTABLE_FILE : PLAIN_FILE);
                tar.putArchiveEntry(entry);
                tar.write(file.content());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] json(List<TrackedFile> files, Path values) {
        var request = JSON.createObjectNode();
        try {
            request.set("parameters", JSON.readTree(Files.readAllBytes(values)));
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", values, e.getMessage());
        }
        var members = request.putObject("files");
        for (var file : files) {
            members.putObject(file.path())
                    .put("base64", Base64.getEncoder().encodeToString(file.content()))
                    .put("executable", file.executable());
        }
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
