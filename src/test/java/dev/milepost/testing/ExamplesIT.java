package dev.milepost.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.milepost.local.LocalParts;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.testing.ContractDocument.BodyExample;
import dev.milepost.testing.ContractDocument.DescribedOperation;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every example of a request is sent, with the examples of its parameters, and answered as the examples of answers show.
 * The service is one of its own, since the examples change what belongs to all, such as the policy of the gate.
 */
class ExamplesIT {

    private static final ContractDocument DOCUMENT = ContractDocument.read();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Path LOG = Path.of("target", "examples", "service.log");
    private static final String SECRET = "a-secret-that-github-and-the-service-share";

    /** All operations, each after those whose examples it builds upon. */
    private static final List<String> ORDER = List.of("""
            publishModuleVersion listModules getModule getModuleVersion getModuleSkeleton getModuleFile resolveTemplate
            publishTemplateVersion promoteTemplate listTemplates getTemplate getTemplateVersion getTemplateLock listPromotions
            getGoldenPathSchema getModuleSchema getBackstageTemplate getUpgradeTemplate getBackstageCatalog acceptEvents
            receiveWebhook getPipeline listEvents listEventTypes getEventSchema listQuarantine replayQuarantined openCorrelation
            getCorrelation getFourKeys listDeployments listChanges listIncidents getServiceTemplate getUpgrade planUpgrade
            listUpgrades createCampaign listCampaigns getCampaign putOffUpgrade setCampaignState getAdoption syncEntities
            completeFullSync getCatalogSync listEntities getEntity listServices listEnvironments listTeams orphanEntity
            listCatalogSchemas getCatalogSchema getCatalogSchemaForEditor validateEntities previewSlo putSlo listSlos getSlo
            getOpenSlo listSloVersions getSloVersion getSloHistory listBadEvents listPrometheusRules getPrometheusRules
            correctSlo listSloCorrections closeSloCorrection revokeSloCorrection disableSlo enableSlo renameSlo putSlos deleteSlo putGatePolicy
            getGatePolicy listGatePolicies getGatePolicySchema askGate putPolicy listPolicies getPolicy listPolicyVersions
            getPolicySchema putPolicyEnforcement getPolicyEnforcement evaluatePolicies listPolicyDecisions getPolicyDecision
            listPolicyDecisionLogs sendPolicyDecisionLogs getPolicyImpact previewPolicyImpact listUnapprovedDeployments requestPolicyWaiver
            approvePolicyWaiver listPolicyWaivers revokePolicyWaiver retirePolicy deprecateTemplateVersion yankTemplateVersion
            restoreTemplateVersion deprecateModuleVersion yankModuleVersion restoreModuleVersion createToken listTokens
            revokeToken putEvidenceType listEvidenceTypes getEvidenceType getEvidenceTypeSchema putEvidenceKey listEvidenceKeys
            getEvidenceKey sendEvidence listEvidence getEvidence getEvidenceDocument getServiceEvidence deleteEvidenceKey
            deleteEvidenceType getSigningKeys listAuditEntries getProblemType previewServiceDeletion deleteService erasePerson
            listErasures getErasure
            """.trim().split("\\s+"));

    /** Parameters whose values this service gave, by operation and name. */
    private static final Map<String, String> GIVEN = new HashMap<>();

    /** Members with a time that must be in the future, by operation. */
    private static final Map<String, String> ENDS =
            Map.of("putOffUpgrade", "until", "requestPolicyWaiver", "expires_at");

    /** What an answer has for parameters of later operations. */
    private record Learned(String pointer, List<String> parameters) {}

    private static final Map<String, Learned> LEARNED = Map.of(
            "createToken", new Learned("/token/id", List.of("revokeToken id")),
            "evaluatePolicies", new Learned("/decision_id", List.of("getPolicyDecision id")),
            "requestPolicyWaiver", new Learned("/id", List.of("approvePolicyWaiver id", "revokePolicyWaiver id")),
            "createCampaign", new Learned("/id", List.of("getCampaign id", "putOffUpgrade id", "setCampaignState id")),
            "correctSlo", new Learned("/id", List.of("closeSloCorrection id", "revokeSloCorrection id")),
            "previewServiceDeletion", new Learned("/preview", List.of("deleteService preview")),
            "erasePerson", new Learned("/id", List.of("getErasure id")),
            "sendEvidence", new Learned("/id", List.of("getEvidence id", "getEvidenceDocument id")));

    private static LocalParts parts;
    private static ServiceProcess service;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        var programs = Path.of("target/postgres-programs").toAbsolutePath();
        parts = LocalParts.start(
                folder, programs, Set.of("postgres", "kafka"), Map.of("fsync", "off", "synchronous_commit", "off"));
        var properties = new HashMap<>(parts.get());
        properties.put("milepost.webhooks.github.secrets", SECRET);
        service = ServiceProcess.start(properties, LOG);
        service.awaitReadiness(200, Duration.ofMinutes(2));
    }

    @AfterAll
    static void end() {
        service.close();
        parts.close();
    }

    @Test
    void answersExamplesAsShown() throws Exception {
        var operations = new HashMap<String, DescribedOperation>();
        DOCUMENT.operations().forEach(operation -> operations.put(operation.id(), operation));
        assertThat(ORDER).containsExactlyInAnyOrderElementsOf(operations.keySet());
        publishModuleWithFile();
        quarantineRecord();

        for (var id : ORDER) {
            send(Objects.requireNonNull(operations.get(id)));
        }
    }

    private static void send(DescribedOperation operation) throws Exception {
        var requests = DOCUMENT.requests(operation);
        if (requests.isEmpty()) {
            isAsShown(operation, call(operation, MissingNode.getInstance(), contract()));
        }
        for (var request : requests) {
            var end = ENDS.get(operation.id());
            if (end != null) {
                ((ObjectNode) request.value()).put(end, "" + Instant.now().plus(Duration.ofDays(10)));
            }
            var body = request.value().isTextual()
                    ? request.value().asText()
                    : request.value().toString();
            var caller = operation.id().equals("approvePolicyWaiver") ? contract(owner()) : contract();
            var specification = caller.contentType(request.mediaType()).body(body.getBytes(StandardCharsets.UTF_8));
            if (operation.id().equals("receiveWebhook")) {
                specification
                        .header("X-GitHub-Event", "deployment_status")
                        .header("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958")
                        .header("X-Hub-Signature-256", "sha256=" + signature(body));
            }
            isAsShown(operation, call(operation, content(request), specification));
        }
        if (Set.of("acceptEvents", "receiveWebhook").contains(operation.id())) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> get("/api/v1/pipeline").path("lag_events").asInt() == 0);
        }
    }

    /** The status, the media type, the schema, and the members of an example. */
    private static void isAsShown(DescribedOperation operation, Response answer) throws IOException {
        var text = answer.asString();
        var success = DOCUMENT.successes(operation).stream()
                .filter(response -> response.getKey().equals(Integer.toString(answer.statusCode())))
                .findFirst();
        assertThat(success)
                .as("%s %s %s", operation.id(), answer.statusCode(), text)
                .isPresent();

        var type = answer.contentType().replaceAll(";.*", "");
        var shown = DOCUMENT.examples(success.get().getValue()).stream()
                .filter(example -> example.mediaType().equals(type))
                .toList();
        for (var example : shown) {
            if (type.equals("application/octet-stream")) {
                assertThat(text).as(operation.id()).isEqualTo(example.value().asText());
            } else {
                assertThat(names(YAML.readTree(text))).as(operation.id()).containsAll(names(content(example)));
            }
        }
        learn(operation, text);
    }

    private static void learn(DescribedOperation operation, String text) throws IOException {
        var learned = LEARNED.get(operation.id());
        if (learned != null) {
            var value = JSON.readTree(text).at(learned.pointer()).asText();
            learned.parameters().forEach(parameter -> GIVEN.put(parameter, value));
        }
    }

    private static Response call(DescribedOperation operation, JsonNode body, RequestSpecification specification) {
        var path = operation.path();
        var query = new ArrayList<String>();
        for (var parameter : DOCUMENT.parameters(operation)) {
            var name = parameter.path("name").asText();
            var example = parameter.path("example");
            var given = GIVEN.getOrDefault(operation.id() + " " + name, example.asText());
            if (parameter.path("in").asText().equals("path")) {
                var own = operation.id().startsWith("publish")
                        ? body.at("/metadata/name").asText()
                        : given;
                assertThat(own).as("%s %s", operation.id(), name).isNotEmpty();
                path = path.replace("{" + name + "}", encoded(own));
            } else if (example.isArray()) {
                example.forEach(value -> query.add(name + "=" + encoded(value.asText())));
            } else if (!given.isEmpty()) {
                query.add(name + "=" + encoded(given));
            }
        }
        return specification.request(operation.method(), query.isEmpty() ? path : path + "?" + String.join("&", query));
    }

    /** The document in a body: YAML that stands as text is read, as it has members. */
    private static JsonNode content(BodyExample example) throws IOException {
        return example.value().isTextual() ? YAML.readTree(example.value().asText()) : example.value();
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** No example shows an archive, so a module with the file of the examples is sent here. */
    private static void publishModuleWithFile() {
        var manifest = """
                apiVersion: milepost.dev/v1
                kind: Module
                metadata: {name: with-a-file, owner: group:default/platform, version: 1.0.0}
                spec: {phase: scaffold, changelog: {added: [a file]}, skeleton: {targetPath: .}}
                """;
        contract()
                .contentType("application/x-tar")
                .body(TemplatePublisher.tar(Map.of(
                        "manifest.yaml", file(manifest),
                        "skeleton/src/main/java/App.java", file("public class App {}\n"))))
                .post("/api/v1/modules/with-a-file/versions")
                .then()
                .statusCode(201);
        for (var operation : List.of("getModuleSkeleton", "getModuleFile")) {
            GIVEN.put(operation + " name", "with-a-file");
            GIVEN.put(operation + " version", "1.0.0");
        }
    }

    private static TreeFile file(String text) {
        return TreeFile.of(text.getBytes(StandardCharsets.UTF_8), false);
    }

    private static void quarantineRecord() throws IOException {
        try (var producer =
                new RawTopicProducer("none", Objects.requireNonNull(parts.get().get("kafka.bootstrap.servers")))) {
            producer.send("""
                    {"specversion": "1.0", "id": "e9", "source": "ci", "type": "com.company.deploy.completed",
                     "time": "2026-06-10T12:50:00Z", "data": {"service_id": "payments-api", "status": "done"}}
                    """, "content-type", "application/cloudevents+json");
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> get("/api/v1/quarantine").path("items").size() == 1);
        GIVEN.put(
                "replayQuarantined id",
                get("/api/v1/quarantine").at("/items/0/id").asText());
    }

    private static JsonNode get(String path) throws IOException {
        return JSON.readTree(contract().get(path).asString());
    }

    /** The token of a member of the group that owns the policy: nobody approves an own waiver. */
    private static String owner() {
        return contract()
                .contentType("application/json")
                .body("""
                        {"name": "owner-of-policies", "roles": ["template-owner"], "groups": ["group:default/platform"]}
                        """)
                .post("/api/v1/access/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }

    private static RequestSpecification contract() {
        return contract(ServiceProcess.TOKEN);
    }

    private static RequestSpecification contract(String token) {
        return given().filter(Contract.FILTER)
                .baseUri(service.address().toString())
                .urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + token);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String signature(String body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
