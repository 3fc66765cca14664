package dev.milepost.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.references.TemplateVersions;
import dev.milepost.catalog.rules.Finding;
import dev.milepost.catalog.rules.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSetTest {

    private static final String SERVICE = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: {name: payments-api, annotations: {%s}}
            spec: {type: %s, lifecycle: %s, owner: payments}
            """;

    @Test
    void isStricterForProductionThanForExperiments() {
        assertThat(severities("", "service", "production"))
                .isEqualTo(Map.of(
                        "runtime-missing", Severity.ERROR,
                        "deploy-type-missing", Severity.ERROR,
                        "compliance-level-missing", Severity.ERROR,
                        "tier-missing", Severity.WARNING));
        assertThat(severities("", "service", "experimental"))
                .isEqualTo(Map.of(
                        "runtime-missing", Severity.INFO,
                        "deploy-type-missing", Severity.INFO,
                        "compliance-level-missing", Severity.INFO));
        assertThat(severities("", "service", "deprecated")).containsEntry("runtime-missing", Severity.WARNING);
    }

    @Test
    void isStricterForRegulatedServicesAndLaxerForLibraries() {
        assertThat(severities("milepost.dev/compliance-level: internal", "service", "production"))
                .containsKey("tier-missing")
                .doesNotContainKeys("regulated-tier-missing", "regulated-risk-missing");
        assertThat(severities("milepost.dev/compliance-level: hipaa", "library", "production"))
                .containsKeys("regulated-tier-missing", "regulated-risk-missing")
                .doesNotContainKey("tier-missing");
        assertThat(severities("", "library", "production")).doesNotContainKey("tier-missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"milepost.dev/runtime: ml-model", "milepost.dev/runtime: ml-model@3", "milepost.dev/ai: \"true\""
            })
    void requiresGovernanceAnnotationsOfModels(String annotation) {
        assertThat(severities(annotation, "service", "production"))
                .containsKeys(
                        "model-version-missing",
                        "training-data-classification-missing",
                        "inference-endpoints-missing",
                        "model-review-missing");
        assertThat(severities("milepost.dev/ai: \"false\"", "service", "production"))
                .doesNotContainKey("model-version-missing");
    }

    @Test
    void appliesConfiguredSeverities() {
        var rules = TestRules.with(
                "rules.\"runtime-missing\".severity=warning",
                "rules.\"deploy-type-missing\".severity=off",
                "rules.\"tier-missing\".lifecycle.production=error",
                "rules.\"compliance-level-missing\".severity=error",
                "rules.\"compliance-level-missing\".lifecycle.production=info");

        assertThat(severities(rules, "", "service", "production"))
                .isEqualTo(Map.of(
                        "runtime-missing", Severity.WARNING,
                        "tier-missing", Severity.ERROR,
                        "compliance-level-missing", Severity.INFO));
        assertThat(severities(rules, "", "service", "experimental"))
                .isEqualTo(Map.of("runtime-missing", Severity.WARNING, "compliance-level-missing", Severity.ERROR));
    }

    @Test
    void appliesConfiguredOpenLists() {
        var rules = TestRules.with("runtimes=cobol", "compliance-levels=open,bank,state", "regulated-from=state");

        assertThat(severities(
                        rules,
                        "milepost.dev/runtime: cobol@85, milepost.dev/compliance-level: bank",
                        "service",
                        "production"))
                .doesNotContainKeys("runtime-unknown", "compliance-level-unknown", "regulated-risk-missing");
        assertThat(severities(
                        rules,
                        "milepost.dev/runtime: jvm, milepost.dev/compliance-level: state",
                        "service",
                        "production"))
                .containsKeys("runtime-unknown", "regulated-risk-missing");
    }

    @Test
    void changesDigestOnlyWithRules() {
        assertThat(TestRules.with().digest()).isEqualTo(TestRules.with().digest());
        var others = List.of(
                TestRules.with("rules.\"tier-missing\".severity=off"),
                TestRules.with("runtimes=jvm"),
                TestRules.with("defaults.\"milepost.dev/tier\"=3"),
                TestRules.with(rule("true")),
                TestRules.with(rule("false")));
        assertThat(others.stream().map(RuleSet::digest).distinct()).hasSize(others.size());
        assertThat(others)
                .noneMatch(rules -> rules.digest().equals(TestRules.with().digest()));
    }

    @Test
    void resolvesReferencesWithinOneCall() {
        var catalog = new InMemoryCatalog(Set.of("group:default/others"), Map.of(), new TemplateVersions(Map.of()));
        var validation = new EntityValidator(TestRules.with(), catalog, 100);
        var component = SERVICE.formatted("", "service", "experimental");
        var group =
                "---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: Payments}\nspec: {type: team}\n";

        assertThat(TestRules.found(validation
                        .validate(TestRules.entities(component))
                        .items()
                        .get(0)))
                .contains("owner-unknown /spec/owner");
        assertThat(TestRules.found(validation
                        .validate(TestRules.entities(component + group))
                        .items()
                        .get(0)))
                .doesNotContain("owner-unknown /spec/owner");
        assertThat(TestRules.found(TestRules.offline(TestRules.with())
                        .validate(TestRules.entities(component))
                        .items()
                        .get(0)))
                .doesNotContain("owner-unknown /spec/owner");
    }

    @Test
    void allowsComponentAndApiOfSameName() {
        var component = SERVICE.formatted("", "service", "experimental");
        var api = component.replace("kind: Component", "kind: API");
        var elsewhere = component.replace("name:", "namespace: shop, name:");
        var validation = TestRules.offline(TestRules.with());

        assertThat(validation
                        .validate(TestRules.entities(component + "---\n" + api))
                        .items())
                .allSatisfy(verdict ->
                        assertThat(TestRules.found(verdict).toString()).doesNotContain("telemetry"));
        assertThat(validation
                        .validate(TestRules.entities(component + "---\n" + elsewhere))
                        .items())
                .allSatisfy(verdict ->
                        assertThat(TestRules.found(verdict).toString()).contains("telemetry-key-taken"));
    }

    @Test
    void skipsTemplateRulesWithoutKnownTemplates() {
        var entities = TestRules.entities(SERVICE.formatted("milepost.dev/template: a@1", "service", "production"));
        var known = new InMemoryCatalog(Set.of(), Map.of(), new TemplateVersions(Map.of("b", Map.of("1", false))));

        assertThat(TestRules.found(TestRules.offline(TestRules.with())
                                .validate(entities)
                                .items()
                                .get(0))
                        .toString())
                .doesNotContain("template");
        assertThat(TestRules.found(new EntityValidator(TestRules.with(), known, 10)
                                .validate(entities)
                                .items()
                                .get(0))
                        .toString())
                .contains("template-version-unknown");
    }

    private static String[] rule(String expression) {
        return new String[] {"rules.\"own\".expression=" + expression, "rules.\"own\".message=Do it."};
    }

    private static Map<String, Severity> severities(String annotations, String type, String lifecycle) {
        return severities(TestRules.with(), annotations, type, lifecycle);
    }

    private static Map<String, Severity> severities(RuleSet rules, String annotations, String type, String lifecycle) {
        return judged(rules, annotations, type, lifecycle).stream()
                .collect(Collectors.toMap(Finding::rule, Finding::severity));
    }

    private static List<Finding> judged(RuleSet rules, String annotations, String type, String lifecycle) {
        List<Entity> entities = TestRules.entities(SERVICE.formatted(annotations, type, lifecycle));
        return TestRules.offline(rules).validate(entities).items().get(0).findings();
    }
}
