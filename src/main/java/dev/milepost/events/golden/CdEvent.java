package dev.milepost.events.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.text.Trim;
import java.net.URI;
import java.util.Optional;

/**
 * One CDEvent: its subject and predicate (such as {@code service.deployed}) and its document. Section names are those of
 * the CDEvents specification.
 */
record CdEvent(String kind, JsonNode document) {

    /** What it says in the words of a golden type; fields that it does not tell are missing. */
    ObjectNode toGolden() {
        var data = JsonNodeFactory.instance.objectNode();
        switch (kind.substring(0, kind.indexOf('.'))) {
            case "change" -> addChange(data);
            case "build" -> addBuild(data);
            case "pipelinerun" -> addPipelineRun(data);
            case "artifact" -> addArtifact(data);
            case "service" -> addDeployment(data);
            default -> addIncident(data);
        }
        return data;
    }

    /**
     * Source Code Version Control Events, "change": its id is that of a pull request or a branch, in the tools that
     * report commits the commit. The service is the repository's name: nothing else of a change names what it is about.
     */
    private void addChange(ObjectNode data) {
        var id = subjectId();
        if (kind.equals("change.merged")) {
            put(data, "pr_id", id);
        } else {
            put(data, "commit_sha", id.filter(CdEvent::isSha));
        }
        var repository = content().path("repository");
        put(data, "repository", repositoryName(repository));
        put(
                data,
                "service_id",
                text(repository, "name").or(() -> text(repository, "id").map(CdEvent::lastSegment)));
    }

    /**
     * Continuous Integration Events, "build finished": there is no outcome yet, but only a build that succeeded has an
     * artifact. Without one it is not known how the build ended.
     */
    private void addBuild(ObjectNode data) {
        put(data, "pipeline_run_id", subjectId());
        var artifact = text(content(), "artifactId");
        addArtifact(data, artifact);
        put(data, "status", artifact.filter(purl -> kind.endsWith("finished")).map(purl -> "success"));
    }

    /** Core Events, "pipelineRun finished": outcomes are success, failure (error in older versions) and cancel. */
    private void addPipelineRun(ObjectNode data) {
        put(data, "pipeline_run_id", subjectId());
        put(data, "service_id", text(content(), "pipelineName"));
        put(data, "status", text(content(), "outcome").map(outcome -> switch (outcome) {
            case "error" -> "failure";
            case "cancel" -> "cancelled";
            default -> outcome;
        }));
    }

    /**
     * Continuous Integration Events, "artifact": a packaged artifact is the end of a build that succeeded. It does not
     * name its run; the chain is what its events share.
     */
    private void addArtifact(ObjectNode data) {
        var context = document.path("context");
        put(data, "pipeline_run_id", text(context, "chainId").or(() -> text(context, "id")));
        addArtifact(data, subjectId());
        put(data, "commit_sha", text(content().path("change"), "id").filter(CdEvent::isSha));
        put(data, "status", Optional.of("success"));
    }

    /**
     * Continuous Deployment Events, "service": the subject is the service itself, so the deployment has no id of its own.
     * That of the context is unique, and the same in every retry.
     */
    private void addDeployment(ObjectNode data) {
        addArtifact(data, text(content(), "artifactId"));
        put(data, "service_id", subjectId());
        put(data, "environment", text(content().path("environment"), "id"));
        put(data, "deployment_id", text(document.path("context"), "id"));
        put(data, "status", Optional.of("success"));
        put(data, "kind", Optional.of("rollback").filter(rollback -> kind.endsWith("rolledback")));
    }

    /**
     * Continuous Operations Events, "incident": that it is detected and that it is reported are two openings of one
     * incident. The artifact is what runs, not what is to blame, so its commit is not taken.
     */
    private void addIncident(ObjectNode data) {
        put(data, "incident_id", subjectId());
        put(data, "service_id", text(content().path("service"), "id"));
        put(data, "environment", text(content().path("environment"), "id"));
    }

    private static void addArtifact(ObjectNode data, Optional<String> purl) {
        put(data, "artifact", purl);
        var name = purl.flatMap(PackageUrl::parse);
        put(data, "service_id", name.map(PackageUrl::name));
        put(data, "commit_sha", name.flatMap(PackageUrl::commit));
    }

    /** Host, owner and name; from the address where there is one, else from the source and the id within it. */
    private static Optional<String> repositoryName(JsonNode repository) {
        return text(repository, "url")
                .or(() -> text(repository, "source")
                        .flatMap(source -> text(repository, "id").map(id -> source + "/" + id)))
                .map(CdEvent::withoutScheme);
    }

    static String withoutScheme(String address) {
        try {
            var uri = URI.create(address);
            var plain = uri.getHost() == null ? address : uri.getHost() + uri.getRawPath();
            var named = Trim.trailing(plain, '/');
            return named.endsWith(".git") ? named.substring(0, named.length() - ".git".length()) : named;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private JsonNode content() {
        return document.path("subject").path("content");
    }

    private Optional<String> subjectId() {
        return text(document.path("subject"), "id");
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asText("")).filter(text -> !text.isEmpty());
    }

    private static void put(ObjectNode data, String field, Optional<String> value) {
        value.ifPresent(text -> data.put(field, text));
    }

    static boolean isSha(String text) {
        return (text.length() == 40 || text.length() == 64)
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
