package dev.milepost.events.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A document of every type of the CDEvents specifications 0.1 to 0.5, and of the drafts after it, made from the fields
 * that the specification lists for the type.
 */
final class CdEventSamples {

    static final String SHA = "4f6c9a3e".repeat(5);
    static final String IMAGE = "pkg:oci/shop@sha256%3A" + "5e".repeat(32);

    private static final String ENVIRONMENT = "\"environment\": {\"id\": \"production\", \"source\": \"/cluster\"}";
    private static final String ARTIFACT = "\"artifactId\": \"" + IMAGE + "\"";
    private static final String REPOSITORY =
            "\"repository\": {\"id\": \"acme/shop\", \"source\": \"https://git.acme.example\"}";
    private static final String RUN = "\"pipelineName\": \"shop\", \"uri\": \"https://ci.acme.example/1\"";
    private static final String TEST = "\"environment\": {\"id\": \"ci\"}, \"testCase\": {\"id\": \"pays\"}";

    private CdEventSamples() {}

    /**
     * A type of the specification.
     *
     * @param id of its subject
     * @param content of its subject, as members of a JSON object
     * @param becomes the golden type, or else the reason for which it is not counted
     */
    record Kind(String kind, String id, String content, String becomes) {

        boolean isGolden() {
            return becomes.contains(".");
        }
    }

    /** How a version of the specification writes its context. */
    record Form(String specification, String versionField, String typeVersion, boolean isLinked) {}

    static List<Form> forms() {
        return List.of(
                new Form("0.1.0", "version", "0.1.0", false),
                new Form("0.1.2", "version", "0.1.2", false),
                new Form("0.2.0", "version", "0.1.1", false),
                new Form("0.3.0", "version", "0.1.1", false),
                new Form("0.4.1", "version", "0.2.0", true),
                new Form("0.5.0", "specversion", "0.3.0", true),
                new Form("0.6.0-draft", "specversion", "0.4.0-draft", true));
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                        kinds("change.created", SHA, REPOSITORY, "change.created"),
                        kinds("change.merged", "7", REPOSITORY, "change.merged"),
                        kinds("change.merged", SHA, REPOSITORY, "change.created"),
                        kinds("change.created", "7", REPOSITORY, "lacks_commit_sha"),
                        kinds("change.reviewed change.abandoned change.updated", "7", REPOSITORY, "no_golden_type"),
                        kinds("build.started", "b-1", "", "lacks_service_id"),
                        kinds("build.finished", "b-1", ARTIFACT, "build.completed"),
                        kinds("build.finished", "b-1", "", "lacks_service_id"),
                        kinds("build.queued", "b-1", "", "no_golden_type"),
                        kinds("artifact.packaged", IMAGE, "\"change\": {\"id\": \"" + SHA + "\"}", "build.completed"),
                        kinds("artifact.published", IMAGE, "", "build.completed"),
                        kinds("artifact.signed artifact.downloaded artifact.deleted", IMAGE, "", "no_golden_type"),
                        kinds("pipelinerun.started", "r-1", RUN, "build.started"),
                        kinds("pipelinerun.finished", "r-1", RUN + ", \"outcome\": \"success\"", "build.completed"),
                        kinds("pipelinerun.finished", "r-1", RUN + ", \"outcome\": \"unheard_of\"", "invalid"),
                        kinds("pipelinerun.finished", "r-1", RUN, "lacks_status"),
                        kinds("pipelinerun.queued", "r-1", RUN, "no_golden_type"),
                        kinds("taskrun.started taskrun.finished", "t-1", "\"taskName\": \"test\"", "no_golden_type"),
                        kinds("service.deployed", "service/shop", ENVIRONMENT + ", " + ARTIFACT, "deploy.completed"),
                        kinds(
                                "service.upgraded service.rolledback",
                                "shop",
                                ENVIRONMENT + ", " + ARTIFACT,
                                "deploy.completed"),
                        kinds("service.deployed", "shop", ARTIFACT, "lacks_environment"),
                        kinds("service.removed service.published", "shop", ENVIRONMENT, "no_golden_type"),
                        kinds(
                                "environment.created environment.modified environment.deleted",
                                "e",
                                "",
                                "no_golden_type"),
                        kinds(
                                "incident.detected incident.reported",
                                "i-1",
                                ENVIRONMENT + ", \"service\": {\"id\": \"service/shop\"}",
                                "incident.opened"),
                        kinds(
                                "incident.resolved",
                                "i-1",
                                ENVIRONMENT + ", \"service\": {\"id\": \"service/shop\"}",
                                "incident.resolved"),
                        kinds("incident.detected", "i-1", ENVIRONMENT, "lacks_service_id"),
                        kinds("ticket.created ticket.updated ticket.closed", "t-1", "\"uri\": \"x\"", "no_golden_type"),
                        kinds(
                                "repository.created repository.modified repository.deleted",
                                "acme/shop",
                                "",
                                "no_golden_type"),
                        kinds("branch.created branch.deleted", "main", REPOSITORY, "no_golden_type"),
                        kinds(
                                "testcaserun.queued testcaserun.started testcaserun.skipped",
                                "c",
                                TEST,
                                "no_golden_type"),
                        kinds("testcaserun.finished testsuiterun.finished", "c", TEST, "no_golden_type"),
                        kinds(
                                "testsuiterun.queued testsuiterun.started testoutput.published",
                                "c",
                                TEST,
                                "no_golden_type"),
                        kinds("testcase.queued testcase.started testcase.finished", "c", TEST, "no_golden_type"),
                        kinds("testsuite.started testsuite.finished", "c", TEST, "no_golden_type"))
                .flatMap(kinds -> kinds);
    }

    private static Stream<Kind> kinds(String names, String id, String content, String becomes) {
        return Stream.of(names.split(" ")).map(name -> new Kind(name, id, content, becomes));
    }

    static ObjectNode document(Kind kind, Form form) {
        var links =
                "\"chainId\": \"chain-1\", \"links\": [{\"linkType\": \"END\", \"from\": {\"contextId\": \"c\"}}], ";
        var text = """
                {"context": {"%s": "%s", "id": "id-1", "source": "/ci", "type": "dev.cdevents.%s.%s", %s
                 "timestamp": "2026-06-03T10:00:00.5Z"},
                 "subject": {"id": "%s", "source": "/subjects", "type": "%s", "content": {%s}}}""".formatted(
                        form.versionField(),
                        form.specification(),
                        kind.kind(),
                        form.typeVersion(),
                        form.isLinked() ? links : "",
                        kind.id(),
                        kind.kind().substring(0, kind.kind().indexOf('.')),
                        kind.content());
        try {
            return (ObjectNode) EventJson.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The document in a CloudEvent that a retry has made. */
    static Envelope envelope(ObjectNode document) {
        var attributes = Map.of(
                "specversion", "1.0",
                "id", "retry",
                "source", "/proxy",
                "type", document.at("/context/type").textValue(),
                "time", "2026-06-20T10:00:00Z",
                "datacontenttype", "application/cdevents+json");
        return Envelope.of(attributes, document.toString().getBytes(StandardCharsets.UTF_8));
    }
}
