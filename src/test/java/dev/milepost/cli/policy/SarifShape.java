package dev.milepost.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.policy.evidence.UnverifiedEvidence;
import dev.milepost.policy.formats.EvidenceDocument;
import dev.milepost.policy.formats.ReadEvidence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Set;

/** The shape that SARIF 2.1.0 asks for, where our logs use it. */
final class SarifShape {

    private static final Set<String> LEVELS = Set.of("none", "note", "warning", "error");

    private SarifShape() {}

    static void check(JsonNode log) {
        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        assertThat(log.path("runs")).hasSize(1);
        var run = log.path("runs").path(0);
        var rules = run.at("/tool/driver/rules");
        assertThat(run.at("/tool/driver/name").asText()).isNotEmpty();
        assertThat(new ArrayList<>(rules.findValuesAsText("id"))).doesNotHaveDuplicates();
        assertThat(run.path("results").isArray()).isTrue();
        assertThat(evidence(log).kind()).isEqualTo("sarif");
        assertThat(run.path("results")).allSatisfy(result -> {
            assertThat(result.path("ruleId").asText())
                    .isEqualTo(rules.path(result.path("ruleIndex").asInt())
                            .path("id")
                            .asText());
            assertThat(result.path("level").asText()).isIn(LEVELS);
            assertThat(result.at("/message/text").asText()).isNotEmpty();
            assertThat(result.path("locations")).allSatisfy(SarifShape::isLocation);
        });
    }

    /** The log as evidence, which reads SARIF strictly. */
    private static ReadEvidence evidence(JsonNode log) {
        var bytes = log.toString().getBytes(StandardCharsets.UTF_8);
        return UnverifiedEvidence.read(EvidenceDocument.parse(bytes, "application/json"), null);
    }

    private static void isLocation(JsonNode location) {
        if (location.has("physicalLocation")) {
            assertThat(location.at("/physicalLocation/artifactLocation/uri").asText())
                    .isNotEmpty();
        }
        if (location.at("/physicalLocation").has("region")) {
            assertThat(location.at("/physicalLocation/region/startLine").asInt())
                    .isPositive();
        }
        assertThat(location.path("logicalLocations"))
                .allSatisfy(logical ->
                        assertThat(logical.path("fullyQualifiedName").asText()).isNotEmpty());
    }
}
