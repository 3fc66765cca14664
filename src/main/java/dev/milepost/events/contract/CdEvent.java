package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.text.Trim;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * A CDEvent: its subject and predicate (such as {@code service.deployed}) and its document. Section names in this class
 * are those of the CDEvents specification.
 */
record CdEvent(String kind, JsonNode document) {

    /**
     * Prefixes of a service's id in the specification's examples, and of others of their kind. They say what runs, not
     * which service it is.
     */
    private static final Set<String> WORKLOADS =
            Set.of("cronjob", "daemonset", "deployment", "job", "service", "statefulset");

    /** {@code service/payments-api} is {@code payments-api}. */
    static String serviceName(String id) {
        var slash = id.indexOf('/');
        return slash > 0 && slash + 1 < id.length() && WORKLOADS.contains(id.substring(0, slash))
                ? id.substring(slash + 1)
                : id;
    }

    /** Whether a merged change is a commit and not a pull request, since its id is that of a commit. */
    boolean isMergedCommit() {
        return kind.equals("change.merged")
                && subjectId().filter(CdEvent::isSha).isPresent();
    }

    /** Maps the event to the data fields of a golden type. Fields without a value are omitted. */
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
     * Source Code Version Control Events, "change": the id is a pull request or a branch. Tools that report commits use
     * the commit, whether they say that it was created or merged. The service is the repository's name: a change has no other field that names one.
     */
    private void addChange(ObjectNode data) {
        var id = subjectId();
        if (kind.equals("change.merged") && !isMergedCommit()) {
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
     * Continuous Integration Events, "build finished": the event has no outcome yet, but only a successful build has an
     * artifact. Without an artifact the status is unknown.
     */
    private void addBuild(ObjectNode data) {
        put(data, "pipeline_run_id", subjectId());
        var artifact = text(content(), "artifactId");
        addArtifact(data, artifact);
        put(data, "status", artifact.filter(purl -> kind.endsWith("finished")).map(purl -> "success"));
    }

    /**
     * Core Events, "pipelineRun finished": outcomes are success, failure ({@code error} in older versions) and cancel.
     */
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
     * Continuous Integration Events, "artifact": a packaged artifact ends a successful build. The event does not name
     * its run. The chain id identifies the run, since all events of the run share it.
     */
    private void addArtifact(ObjectNode data) {
        var context = document.path("context");
        put(data, "pipeline_run_id", text(context, "chainId").or(() -> text(context, "id")));
        addArtifact(data, subjectId());
        put(data, "commit_sha", text(content().path("change"), "id").filter(CdEvent::isSha));
        put(data, "status", Optional.of("success"));
    }

    /**
     * Continuous Deployment Events, "service": the subject is the service itself, so the deployment has no id of its
     * own. The id of the context is used: it is unique and stays the same in every retry.
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
     * Continuous Operations Events, "incident": "detected" and "reported" both open the same incident. An id is unique
     * within the subject's source, which defaults to that of the context, so whoever reports the incident names the
     * same one. The artifact is the one that runs, not the cause, so its commit is not used.
     */
    private void addIncident(ObjectNode data) {
        put(data, "incident_id", subjectId());
        put(data, "incident_source", text(document.path("subject"), "source"));
        put(data, "service_id", text(content().path("service"), "id"));
        put(data, "environment", text(content().path("environment"), "id"));
    }

    private static void addArtifact(ObjectNode data, Optional<String> purl) {
        put(data, "artifact", purl.map(PackageUrl::withoutPlace));
        var name = purl.flatMap(PackageUrl::parse);
        put(data, "service_id", name.map(PackageUrl::name));
        put(data, "commit_sha", name.flatMap(PackageUrl::commit));
    }

    /** Returns host, owner and name: from the URL if there is one, else from the source and the id within it. */
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
