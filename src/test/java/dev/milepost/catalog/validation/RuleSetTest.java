package dev.milepost.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.references.TemplateVersions;
import dev.milepost.catalog.rules.Finding;
import dev.milepost.catalog.rules.InvalidRule;
import dev.milepost.catalog.rules.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSetTest {

    private static final String SERVICE = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: {name: payments-api, annotations: {%s}}
            spec: {type: %s, lifecycle: %s, owner: payments}
            """;

    @Test
    void asksMoreOfProductionThanOfExperiments() {
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
    void asksMoreOfWhatIsRegulatedAndLessOfLibraries() {
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
    void asksModelsForTheirGovernance(String annotation) {
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
    void letsConfigurationDecideSeverities() {
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
    void letsConfigurationDecideTheOpenLists() {
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
    void changesItsDigestWithItsRulesAndWithNothingElse() {
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

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "kind == 'Component', true",
                "type == 'service' && lifecycle == 'production', true",
                "\"annotations['milepost.dev/tier'] in ['1', '2']\", true",
                "'milepost.dev/risk' in annotations, false",
                "has(spec.system), false",
                "\"entity.spec.ports.all(p, p > 1024)\", true",
                "entity.spec.owner.matches('^[a-z]+$'), true",
                "entity.spec.weight < 1 && entity.spec.weight < 1.0, true",
                "entity.spec.nothing == null, true",
                "size(entity.metadata.name) > 100, false"
            })
    void judgesByExpressions(String expression, boolean kept) {
        var rules = TestRules.with(rule(expression));
        var entity = TestRules.entities(SERVICE.formatted("milepost.dev/tier: \"1\"", "service", "production")
                        .replace("owner: payments", "owner: payments, ports: [8080, 8443], weight: 0.5, nothing: null"))
                .get(0);

        assertThat(TestRules.offline(rules)
                        .validate(List.of(entity))
                        .items()
                        .get(0)
                        .findings())
                .filteredOn(finding -> finding.rule().equals("own"))
                .hasSize(kept ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entity.spec.system == 'x'",
                "annotations['nothing'] == 'x'",
                "entity.metadata > 1",
                "1 / size(entity.spec.nothing) > 0",
                "int(entity.kind) == 1",
                "duration(entity.kind) < duration('1h')"
            })
    void findsWhatExpressionsFailOn(String expression) {
        var findings = judged(TestRules.with(rule(expression)), "", "service", "production");

        assertThat(findings)
                .filteredOn(finding -> finding.rule().equals("own"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.detail()).startsWith("Do it. (The rule could not be evaluated: "));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "kind = 'x', token recognition error",
                "kin == 'x', undeclared reference",
                "kind, expected type 'bool'",
                "kind == 1, no matching overload",
                "(, mismatched input"
            })
    void startsWithNoExpressionThatCannotWork(String expression, String reason) {
        assertThatThrownBy(() -> TestRules.with(rule(expression)))
                .isInstanceOf(InvalidRule.class)
                .hasMessageContaining("milepost.validation.rules.\"own\" has an invalid expression")
                .hasMessageContaining(reason);
    }

    @Test
    void startsWithNoRuleThatMakesNoSense() {
        assertThatThrownBy(() -> TestRules.with("rules.\"tier-mising\".severity=off"))
                .hasMessageContaining("tier-mising")
                .hasMessageContaining("tier-missing");
        assertThatThrownBy(() -> TestRules.with("rules.\"own\".expression=true"))
                .hasMessageContaining("no message");
        assertThatThrownBy(() -> TestRules.with(
                        "rules.\"tier-missing\".expression=true", "rules.\"tier-missing\".message=Do it."))
                .hasMessageContaining("the id of a built-in rule");
        assertThatThrownBy(() -> TestRules.with(and(rule("true"), "rules.\"own\".fix=a: [")))
                .hasMessageContaining("invalid fix");
        assertThatThrownBy(() -> TestRules.with(and(rule("true"), "rules.\"own\".fix=- a")))
                .hasMessageContaining("not a single map");
        assertThatThrownBy(() -> TestRules.with(and(rule("true"), "rules.\"own\".pointer=spec")))
                .hasMessageContaining("invalid JSON pointer");
        assertThatThrownBy(() -> TestRules.with("defaults.\"milepost.dev/tier\"=5"))
                .hasMessageContaining("tier");
        assertThatThrownBy(() -> TestRules.with("defaults.\"milepost.dev/runtime\"=cobol"))
                .hasMessageContaining("runtime");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,2,3,4,5,6,7,8,9,0].all(a, [1,2,3,4,5,6,7,8,9,0].all(b, [1,2,3,4,5,6,7,8,9,0].all(c,"
                        + " [1,2,3,4,5,6,7,8,9,0].all(d, [1,2,3,4,5,6,7,8,9,0].all(e, [1,2,3,4,5,6,7,8,9,0].all(f, true))))))",
                "entity.spec.list.all(a, entity.spec.list.all(b, a != b || a == b))",
                "entity.spec.text.matches('^(a|a)*$') && entity.spec.list.all(a, entity.spec.text.matches('(x+x+)+y'))"
            })
    void endsWhateverAnExpressionAsks(String expression) {
        var entity =
                TestRules.entities("spec: {text: %s, list: [%s0]}".formatted("a".repeat(100_000), "1,".repeat(20_000)));
        var validation = TestRules.offline(TestRules.with(rule(expression)));

        long start = System.nanoTime();
        var verdict = validation.validate(entity).items().get(0);

        assertThat(verdict.findings())
                .filteredOn(finding -> finding.rule().equals("own"))
                .hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void judgesTheEntitiesOfACallTogether() {
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
    void letsAComponentAndItsApiHaveOneName() {
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
    void saysNothingOfTemplatesWhileNoneIsKnown() {
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

    private static String[] and(String[] properties, String more) {
        return new String[] {properties[0], properties[1], more};
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
