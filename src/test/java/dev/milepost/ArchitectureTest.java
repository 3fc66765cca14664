package dev.milepost;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the rooms of ARCHITECTURE.md: which features there are and which each may use. */
class ArchitectureTest {

    private static final String BASE = "dev.milepost.";

    /** Which features each feature may use; a new feature starts with a new row here and in ARCHITECTURE.md. */
    private static final Map<String, Set<String>> USES = Map.ofEntries(
            entry("backfill", Set.of("platform")),
            entry(
                    "authoring",
                    Set.of(
                            "composition",
                            "merging",
                            "resolution",
                            "rendering",
                            "manifests",
                            "trees",
                            "entities",
                            "platform")),
            entry(
                    "adoption",
                    Set.of("upgrades", "runs", "templates", "fourkeys", "manifests", "ownership", "platform")),
            entry(
                    "upgrades",
                    Set.of("http", "runs", "templates", "merging", "resolution", "manifests", "trees", "platform")),
            entry(
                    "runs",
                    Set.of(
                            "templates",
                            "composition",
                            "resolution",
                            "rendering",
                            "manifests",
                            "trees",
                            "ownership",
                            "entities",
                            "events",
                            "platform")),
            entry("backstage", Set.of("templates", "composition", "manifests", "platform")),
            entry(
                    "publishing",
                    Set.of(
                            "http",
                            "lifecycle",
                            "templates",
                            "composition",
                            "resolution",
                            "manifests",
                            "trees",
                            "entities",
                            "platform")),
            entry("lifecycle", Set.of("templates", "manifests", "audit", "events", "platform")),
            entry("templates", Set.of("resolution", "manifests", "trees", "entities", "platform")),
            entry("composition", Set.of("resolution", "manifests", "rendering", "trees", "platform")),
            entry("resolution", Set.of("manifests", "trees", "platform")),
            entry("merging", Set.of("manifests", "trees")),
            entry("manifests", Set.of("trees", "entities", "platform")),
            entry("rendering", Set.of("trees", "platform")),
            entry("trees", Set.of("platform")),
            entry(
                    "slo",
                    Set.of(
                            "http",
                            "attribution",
                            "counting",
                            "definitions",
                            "openslo",
                            "objectives",
                            "audit",
                            "platform",
                            "corrections",
                            "events",
                            "entities")),
            entry("attribution", Set.of("counting", "objectives", "ownership", "platform")),
            entry("alerts", Set.of("slo", "definitions", "objectives", "events", "platform")),
            entry("prometheus", Set.of("slo", "counting", "definitions", "openslo", "objectives", "platform")),
            entry("counting", Set.of("corrections", "definitions", "objectives", "events", "platform")),
            entry("definitions", Set.of("openslo", "objectives", "delivery", "catalog", "entities", "platform")),
            entry("probes", Set.of("events", "platform")),
            entry("gates", Set.of("slo", "definitions", "objectives", "templates", "entities", "audit", "platform")),
            entry("corrections", Set.of("definitions", "objectives", "entities", "audit", "platform")),
            entry("openslo", Set.of("objectives", "entities", "platform")),
            entry("objectives", Set.of("platform")),
            entry("lint", Set.of("validation", "references", "rules", "entities", "platform")),
            entry("correlation", Set.of("delivery", "events", "platform")),
            entry("fourkeys", Set.of("delivery", "pipeline", "ownership", "entities", "events", "platform")),
            entry("delivery", Set.of("ownership", "events", "platform")),
            entry(
                    "validation",
                    Set.of(
                            "http",
                            "references",
                            "annotations",
                            "rules",
                            "catalog",
                            "templates",
                            "entities",
                            "events",
                            "platform")),
            entry("references", Set.of("annotations", "rules", "entities")),
            entry("annotations", Set.of("rules", "entities", "platform")),
            entry("rules", Set.of("entities", "platform")),
            entry("catalog", Set.of("http", "ownership", "audit", "entities", "events", "platform")),
            entry("ownership", Set.of("entities", "events", "platform")),
            entry("webhooks", Set.of("http", "vendors", "intake", "platform")),
            entry("vendors", Set.of("catalog", "events", "platform")),
            entry("intake", Set.of("http", "pipeline", "events", "platform")),
            entry("pipeline", Set.of("events", "platform", "audit")),
            entry("access", Set.of("credentials", "tokens", "platform")),
            entry("credentials", Set.of("platform")),
            entry("tokens", Set.of("audit", "platform")),
            entry("signing", Set.of("platform")),
            entry("audit", Set.of("platform")),
            entry("events", Set.of("platform")),
            entry("entities", Set.of("platform")),
            entry("http", Set.of("platform")),
            entry("platform", Set.of()));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.milepost");

    static Stream<String> features() {
        return USES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("features")
    void usesOnlyWhatItMay(String feature) {
        var used = USES.getOrDefault(feature, Set.of());
        var forbidden = USES.keySet().stream()
                .filter(other -> !other.equals(feature) && !used.contains(other))
                .map(other -> BASE + other + "..")
                .toArray(String[]::new);

        var rule = noClasses().that().resideInAPackage(BASE + feature + "..");
        rule.should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void knowsEveryFeature() {
        var found = CLASSES.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith(BASE))
                .map(name -> name.substring(BASE.length()))
                .distinct();

        assertThat(found)
                .isSubsetOf(Stream.concat(features(), Stream.of("local")).toList());
    }

    @Test
    void leavesKafkaToConsumersAndProducers() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        BASE + "delivery..",
                        BASE + "catalog..",
                        BASE + "ownership..",
                        BASE + "fourkeys..",
                        BASE + "events..",
                        BASE + "validation..",
                        BASE + "references..",
                        BASE + "annotations..",
                        BASE + "rules..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    /** Whoever changes how versions stand has it noted and told there. */
    @Test
    void leavesChangesOfTheRegistryToItsLifecycle() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + "lifecycle..", BASE + "templates..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(BASE + "templates.VersionStore")
                .check(CLASSES);
    }

    /** The build runs classes with the tag one after the other, as they share the service, and all others side by side. */
    @Test
    void tagsTheTestsThatShareTheService() {
        var tests = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages("dev.milepost");

        classes()
                .that()
                .areAnnotatedWith(QuarkusTest.class)
                .should(beAnnotatedWithTag("service"))
                .check(tests);
    }

    private static ArchCondition<JavaClass> beAnnotatedWithTag(String tag) {
        return ArchCondition.from(DescribedPredicate.describe(
                "annotated with the tag " + tag,
                type -> type.isAnnotatedWith(Tag.class)
                        && tag.equals(type.getAnnotationOfType(Tag.class).value())));
    }

    @Test
    void writesNoReactiveCode() {
        // Quarkus asks who calls, and health, in no other way.
        noClasses()
                .that()
                .doNotHaveSimpleName("BearerMechanism")
                .and()
                .doNotHaveSimpleName("BearerIdentities")
                .and()
                .doNotHaveSimpleName("HealthChecks")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.smallrye.mutiny..")
                .check(CLASSES);
    }

    @Test
    void keepsPureRulesFreeOfFrameworks() {
        classes()
                .that()
                .haveNameMatching(
                        "dev\\.milepost\\.delivery\\.(Chain|Way|Saying|Deployment|Incident|DurationSample)(\\$.*)?")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.milepost.delivery..", "dev.milepost.events..", "org.jspecify..")
                .check(CLASSES);
    }
}
