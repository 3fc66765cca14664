package dev.milepost.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.references.ReferenceCatalog.OfflineCatalog;
import dev.milepost.catalog.references.TemplateVersions;
import dev.milepost.catalog.rules.Finding;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Entities with long texts, many of them, or both. */
class LargeEntitiesTest {

    private static final RuleSet RULES = TestRules.with();
    private static final InMemoryCatalog CATALOG = new InMemoryCatalog(
            Set.of("api:default/orders", "group:default/payments"), Map.of(), new TemplateVersions(Map.of()));
    private static final String ENTITY = """
            apiVersion: backstage.io/v1alpha1
            kind: %s
            metadata: {name: "%s", annotations: {%s}}
            spec: {lifecycle: "%s", owner: payments, consumesApis: [%s]}
            ---
            """;

    @Test
    void fixesReferencesOnlyInShortLists() {
        assertThat(referenceFixes(apis(20, i -> "shop/orders"))).hasSize(20);
        assertThat(referenceFixes(apis(101, i -> "shop/orders"))).isEmpty();
        assertThat(referenceFixes("shop/orders, " + "x".repeat(254))).isEmpty();
        assertThat(referenceFixes("shop/orders, 7")).isEmpty();
        assertThat(referenceFixes(apis(90, i -> i == 0 ? "shop/orders" : "x".repeat(200))))
                .isEmpty();
    }

    @Test
    void fixesNoListsIfManyReferencesAreUnknown() {
        var entities = TestRules.entities(components(20, i -> "a" + i, "", apis(60, i -> "shop/orders")));

        assertThat(fixes(validate(entities), "reference-unknown")).isEmpty();
    }

    @Test
    void boundsTheLengthOfFixes() {
        assertThat(annotationFixes("x".repeat(9_000))).hasSize(1);
        assertThat(annotationFixes("x".repeat(10_000))).isEmpty();
    }

    @Test
    void boundsTheTimeOfComparingSpellings() {
        var name = "x".repeat(71);
        var text = components(900, i -> name + (i + 100), "", "").replace("kind: Component", "kind: API");
        var apis = apis(55, i -> name + "abc");
        var few = TestRules.entities(text + component("few", "", "production", apis));
        var many = TestRules.entities(text + components(50, i -> "many-" + i, "", apis));

        assertThat(seconds(() -> RULES.check(few, CATALOG))).isLessThan(1);
        assertThat(seconds(() -> RULES.check(many, CATALOG))).isLessThan(1);
    }

    @Test
    void suggestsSpellingsAmongManyEntities() {
        var text = components(900, i -> "service-" + i, "", "").replace("kind: Component", "kind: API");

        var entities = TestRules.entities(text + component("a", "", "production", "servce-77"));

        assertThat(fixes(validate(entities), "reference-unknown"))
                .containsExactly("spec:\n  consumesApis: [\"service-77\"]\n");
    }

    /** Each reference repeats the namespace. */
    @Test
    void skipsReferencesFromLongNamespace() {
        var entities = TestRules.entities(component("a", "", "production", apis(3, i -> "a"))
                .replace("metadata: {", "metadata: {namespace: " + "x".repeat(254) + ", "));

        assertThat(validate(entities))
                .extracting(Finding::rule)
                .contains("runtime-missing")
                .doesNotContain("reference-unknown", "owner-unknown");
    }

    @Test
    void boundsTheTimeOfEqualKeys() {
        var prefix = "x".repeat(9_000);
        var key = "milepost.dev/telemetry-key: same";
        var one = TestRules.entities(component("a", key, "production", "")).get(0);
        var longNames = IntStream.range(0, 1_000)
                .mapToObj(i -> MergePatch.apply("metadata: {name: %s%d}".formatted(prefix, i), one))
                .toList();
        var shortNames = TestRules.entities(components(1_000, i -> "a" + i, key, ""));

        assertThat(seconds(() -> RULES.check(longNames, CATALOG))).isLessThan(1);
        assertThat(RULES.check(longNames, CATALOG)).allMatch(List::isEmpty);
        assertThat(RULES.check(shortNames, CATALOG).stream().flatMap(List::stream))
                .hasSize(1_000)
                .first()
                .extracting(Finding::detail)
                .isEqualTo("\"same\" is also the telemetry key of \"component:default/a1\", "
                        + "\"component:default/a10\", \"component:default/a100\"");
    }

    @Test
    void cachesFewFindingsOnly() {
        var validation = new EntityValidator(RULES, new OfflineCatalog(), 20);
        var few = TestRules.entities(component("a", "", "production", ""));
        var many = TestRules.entities(component(
                "a",
                IntStream.range(0, 90)
                        .mapToObj(i -> "milepost.dev/x" + i + ": \"" + "x".repeat(200) + '"')
                        .collect(Collectors.joining(", ")),
                "production",
                ""));

        assertThat(isCached(validation, few)).isTrue();
        await().atMost(Duration.ofSeconds(5)).until(() -> !isCached(validation, many));
    }

    @Test
    void forgetsLongLifecycles() {
        var validation = new EntityValidator(RULES, new OfflineCatalog(), 0);
        var lifecycle = validateLifecycle(validation, "x".repeat(64));

        await().atMost(Duration.ofSeconds(5)).until(() -> {
            System.gc();
            return lifecycle.get() == null;
        });
        assertThat(validateLifecycle(validation, "x".repeat(63)).get()).isNotNull();
    }

    private static WeakReference<String> validateLifecycle(EntityValidator validation, String lifecycle) {
        var entities = TestRules.entities(component("a", "", lifecycle, ""));
        validation.validate(entities);
        return new WeakReference<>(entities.get(0).lifecycle());
    }

    private static boolean isCached(EntityValidator validation, List<Entity> entities) {
        var before = validation.validate(entities).items().get(0).findings().get(0);
        return validation.validate(entities).items().get(0).findings().get(0) == before;
    }

    private static List<String> referenceFixes(String apis) {
        return fixes(validate(TestRules.entities(component("a", "", "production", apis))), "reference-unknown");
    }

    private static List<String> annotationFixes(String value) {
        var annotation = "milepost.dev/runtme: \"" + value + '"';
        return fixes(validate(TestRules.entities(component("a", annotation, "production", ""))), "annotation-unknown");
    }

    private static List<Finding> validate(List<Entity> entities) {
        var found = new ArrayList<Finding>();
        new EntityValidator(RULES, CATALOG, 0)
                .validate(entities)
                .items()
                .forEach(result -> found.addAll(result.findings()));
        return found;
    }

    private static List<String> fixes(List<Finding> findings, String rule) {
        return findings.stream()
                .filter(finding -> finding.rule().equals(rule))
                .map(Finding::fix)
                .filter(Objects::nonNull)
                .toList();
    }

    private static String components(int number, IntFunction<String> name, String annotations, String apis) {
        return IntStream.range(0, number)
                .mapToObj(i -> component(name.apply(i), annotations, "production", apis))
                .collect(Collectors.joining());
    }

    private static String component(String name, String annotations, String lifecycle, String apis) {
        return ENTITY.formatted("Component", name, annotations, lifecycle, apis);
    }

    private static String apis(int number, IntFunction<String> ref) {
        return IntStream.range(0, number).mapToObj(ref).collect(Collectors.joining(", "));
    }

    /** Processor time of this thread. */
    private static double seconds(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }
}
