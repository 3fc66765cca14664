package dev.milepost.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.Finding;
import dev.milepost.catalog.rules.InvalidRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that an installation writes. */
class RuleExpressionsTest {

    private static final String SERVICE = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: {name: payments-api, annotations: {%s}}
            spec: {type: %s, lifecycle: %s, owner: payments}
            """;

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
    void evaluatesExpressions(String expression, boolean kept) {
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
    void reportsExpressionsThatFail(String expression) {
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
    void refusesInvalidExpressionAtStart(String expression, String reason) {
        assertThatThrownBy(() -> TestRules.with(rule(expression)))
                .isInstanceOf(InvalidRule.class)
                .hasMessageContaining("milepost.validation.rules.\"own\" has an invalid expression")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesInvalidRuleAtStart() {
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
        assertThatThrownBy(() -> TestRules.with(and(rule("true"), "rules.\"own\".fix=a: " + "b".repeat(10_000))))
                .isInstanceOf(InvalidRule.class)
                .hasMessageContaining("a fix of more than 10,000 characters");
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
    void boundsTimeOfExpressions(String expression) {
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

    private static String[] rule(String expression) {
        return new String[] {"rules.\"own\".expression=" + expression, "rules.\"own\".message=Do it."};
    }

    private static String[] and(String[] properties, String more) {
        return new String[] {properties[0], properties[1], more};
    }

    private static List<Finding> judged(RuleSet rules, String annotations, String type, String lifecycle) {
        List<Entity> entities = TestRules.entities(SERVICE.formatted(annotations, type, lifecycle));
        return TestRules.offline(rules).validate(entities).items().get(0).findings();
    }
}
