package dev.milepost.security.audit;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.Contract;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every operation that may change something has its place here: what it notes, or why it notes nothing. A new one without
 * a decision fails.
 */
class AuditedOperationsTest {

    /** The action of the entry that each leaves, as the code writes it. */
    private static final Map<String, String> NOTED = Map.ofEntries(
            entry("replayQuarantined", "quarantine.replayed"),
            entry("syncEntities", "catalog.synced"),
            entry("completeFullSync", "catalog.orphaned"),
            entry("orphanEntity", "catalog.orphaned"),
            entry("publishTemplateVersion", "published"),
            entry("deprecateTemplateVersion", "deprecated"),
            entry("yankTemplateVersion", "yanked"),
            entry("restoreTemplateVersion", "restored"),
            entry("promoteTemplate", "promoted"),
            entry("publishModuleVersion", "published"),
            entry("deprecateModuleVersion", "deprecated"),
            entry("yankModuleVersion", "yanked"),
            entry("restoreModuleVersion", "restored"),
            entry("putSlo", "slo.defined"),
            entry("putSlos", "slo.defined"),
            entry("deleteSlo", "slo.deleted"),
            entry("renameSlo", "slo.renamed"),
            entry("disableSlo", "slo.disabled"),
            entry("enableSlo", "slo.enabled"),
            entry("correctSlo", "corrections.added"),
            entry("closeSloCorrection", "corrections.closed"),
            entry("revokeSloCorrection", "corrections.revoked"),
            entry("putGatePolicy", "gates.policy_saved"),
            entry("putPolicy", "policy.saved"),
            entry("retirePolicy", "policy.retired"),
            entry("putPolicyEnforcement", "policy.enforcement_changed"),
            entry("requestPolicyWaiver", "policy.waiver_requested"),
            entry("approvePolicyWaiver", "policy.waiver_approved"),
            entry("revokePolicyWaiver", "policy.waiver_revoked"),
            entry("createCampaign", "campaign.created"),
            entry("setCampaignState", "campaign.changed"),
            entry("putOffUpgrade", "campaign.service_put_off"),
            entry("putEvidenceKey", "evidence_keys.added"),
            entry("deleteEvidenceKey", "evidence_keys.removed"),
            entry("putEvidenceType", "evidence_types.saved"),
            entry("deleteEvidenceType", "evidence_types.removed"),
            entry("erasePerson", "erasures.requested"),
            entry("deleteService", "erasures.requested"),
            entry("createToken", "tokens.created"),
            entry("revokeToken", "tokens.revoked"));

    private static final Map<String, String> NOT_NOTED = Map.ofEntries(
            entry("acceptEvents", "The history of events is its own record, with source and time of each."),
            entry("receiveWebhook", "As with events, and the vendor's delivery stands in each."),
            entry("openCorrelation", "Makes up an id and keeps nothing."),
            entry("validateEntities", "A question: nothing is kept."),
            entry("resolveTemplate", "A question: nothing is kept."),
            entry("sendEvidence", "Evidence is its own record, with who sent it and when."),
            entry("evaluatePolicies", "Decisions are their own log, with the caller of each."),
            entry("sendPolicyDecisionLogs", "Decisions are their own log, with the caller of each."),
            entry("previewSlo", "A question: nothing is kept."),
            entry("previewPolicyImpact", "A question: nothing is kept."),
            entry("planUpgrade", "A question; that it was asked is counted, and nothing stands differently since."));

    private static final Set<HttpMethod> ASKING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Test
    void classifiesEveryOperation() {
        var decided = new TreeSet<>(NOTED.keySet());
        decided.addAll(NOT_NOTED.keySet());

        assertThat(decided).isEqualTo(changing());
        assertThat(NOTED.keySet()).doesNotContainAnyElementsOf(NOT_NOTED.keySet());
    }

    @Test
    void usesEveryAction() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(AuditedOperationsTest::read)
                    .filter(source -> source.contains("import dev.milepost.security.audit."))
                    .collect(Collectors.joining());

            assertThat(NOTED.values()).allSatisfy(action -> assertThat(sources).contains('"' + action + '"'));
        }
    }

    private static Set<String> changing() {
        return new OpenAPIV3Parser()
                .read(Contract.DOCUMENT).getPaths().values().stream()
                        .flatMap(AuditedOperationsTest::changing)
                        .map(Operation::getOperationId)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Operation> changing(PathItem path) {
        return path.readOperationsMap().entrySet().stream()
                .filter(operation -> !ASKING.contains(operation.getKey()))
                .map(Map.Entry::getValue);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
