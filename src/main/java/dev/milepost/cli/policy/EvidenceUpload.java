package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.policy.definitions.ArtifactDigest;
import dev.milepost.policy.formats.EvidenceKind;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends documents as evidence about what is asked. */
final class EvidenceUpload {

    private final ServiceClient service;
    private final Map<String, String> about = new LinkedHashMap<>();

    /** @param question what is asked, of which the service, the commit and the digest of the artifact are sent */
    EvidenceUpload(ServiceClient service, JsonNode question, @Nullable String source) {
        this.service = service;
        put("service", question.path("service_id").asText(""));
        put("commit", question.path("commit_sha").asText(""));
        put(
                "artifact",
                ArtifactDigest.find(question.path("artifact").asText("")).orElse(""));
        put("source", source == null ? "" : source);
    }

    private void put(String name, String value) {
        if (!value.isEmpty()) {
            about.put(name, value);
        }
    }

    /**
     * Sends all documents.
     *
     * @param documents paths, for types of one's own with the kind: {@code custom/NAME=FILE}
     * @throws CommandFailure if one cannot be read, or the service refuses it
     */
    void send(List<String> documents, PrintStream progress) {
        documents.forEach(document -> send(document, progress));
    }

    private void send(String document, PrintStream progress) {
        int equals = document.startsWith(EvidenceKind.CUSTOM) ? document.indexOf('=') : -1;
        var file = EvidenceFile.read(Path.of(document.substring(equals + 1)));
        var parameters = new LinkedHashMap<>(about);
        if (equals > 0) {
            parameters.put("kind", document.substring(0, equals));
        }
        var query = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var answer = service.send(service.request("/api/v1/evidence?" + query)
                .header("Content-Type", file.contentType())
                .POST(BodyPublishers.ofByteArray(file.bytes()))
                .build());
        if (!answer.isSuccess()) {
            throw CommandFailure.cannotRun(
                    "The service refused the evidence %s: %s", file.path(), answer.problem("emitter"));
        }
        progress.printf(
                "Sent %s as evidence of kind %s%n",
                file.path(), answer.body().path("kind").asText());
    }
}
