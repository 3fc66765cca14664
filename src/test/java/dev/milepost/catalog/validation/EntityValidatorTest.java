package dev.milepost.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.entities.EntityReader;
import dev.milepost.catalog.references.ReferenceCatalog.OfflineCatalog;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityValidatorTest {

    private static final RuleSet RULES = TestRules.with(InvalidEntities.RULES_OF_ONES_OWN);

    /** A law: whatever is read is judged; what cannot be read is refused as such, and nothing else happens. */
    @Seeds(bounded = 40, all = 200)
    void neverFailsOnRandomEntities(long seed) {
        var random = new Random(seed);
        var validation = new EntityValidator(RULES, InvalidEntities.CATALOG, 100);
        for (int i = 0; i < 50; i++) {
            var format = random.nextBoolean() ? DocumentFormat.JSON : DocumentFormat.YAML;
            var text = format == DocumentFormat.JSON ? RandomDocuments.json(random) : RandomDocuments.yaml(random);
            var entities = read(text, format);

            var verdicts = validation.validate(entities);

            assertThat(verdicts.items()).hasSameSizeAs(entities);
            // Out of memory it says the same, and so does another that has never seen the entities.
            assertThat(validation.validate(entities)).isEqualTo(verdicts);
            assertThat(new EntityValidator(RULES, InvalidEntities.CATALOG, 0).validate(entities))
                    .isEqualTo(verdicts);
        }
    }

    /** A law: the findings of an entity are the same wherever it stands among the others. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void ignoresTheOrderOfEntities(long seed) {
        var random = new Random(seed);
        var validation = new EntityValidator(RULES, InvalidEntities.CATALOG, 100);
        for (int i = 0; i < 20; i++) {
            var entities = read(RandomEntities.json(random), DocumentFormat.JSON);
            var reversed = new ArrayList<>(entities);
            Collections.reverse(reversed);

            var verdicts = new ArrayList<>(validation.validate(reversed).items());
            Collections.reverse(verdicts);

            assertThat(verdicts).isEqualTo(validation.validate(entities).items());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\":{\"annotations\":{%s}}}",
                "{\"apiVersion\":\"backstage.io/v1alpha1\",\"kind\":\"Component\",\"metadata\":{\"name\":\"a\",\"annotations\":{%s}}}",
                "{\"apiVersion\":\"backstage.io/v1alpha1\",\"kind\":\"Component\",\"spec\":{\"dependsOn\":[{%s}]}}"
            })
    void boundsTimeOfManyFindings(String frame) {
        var members = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            members.append(i == 0 ? "" : ",")
                    .append("\"milepost.dev/teir-")
                    .append(i)
                    .append("\":")
                    .append(i);
        }
        var entities = read(frame.formatted(members), DocumentFormat.JSON);

        long start = System.nanoTime();
        var verdict = new EntityValidator(RULES, InvalidEntities.CATALOG, 0)
                .validate(entities)
                .items()
                .get(0);

        assertThat(verdict.findings()).hasSizeLessThanOrEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void boundsTimeOfManyReferences() {
        var refs = "\"component:default/payment-service-number-%d\",";
        var list = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            list.append(refs.formatted(i));
        }
        var entities = read("{\"kind\":\"Component\",\"spec\":{\"dependsOn\":[" + list + "7]}}", DocumentFormat.JSON);

        long start = System.nanoTime();
        new EntityValidator(RULES, InvalidEntities.CATALOG, 0).validate(entities);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void boundsTimeOfLongNames() {
        var longName = "x".repeat(4_000_000);
        var refs = "\"component:default/other-%d\",";
        var list = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            list.append(refs.formatted(i));
        }
        var one = "{\"apiVersion\":\"backstage.io/v1alpha1\",\"kind\":\"Component\",\"metadata\":{\"name\":\""
                + longName + "\",\"annotations\":{\"milepost.dev/inference-endpoints\":[\"" + longName
                + "\"]}},\"spec\":{}}";
        var other = "{\"kind\":\"Component\",\"metadata\":{\"name\":\"b\"},\"spec\":{\"dependsOn\":[" + list + "7]}}";
        var entities = read("[" + one + "," + other + "]", DocumentFormat.JSON);

        long start = System.nanoTime();
        var verdicts = new EntityValidator(RULES, InvalidEntities.CATALOG, 0).validate(entities);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(verdicts.items().get(0).findings())
                .allSatisfy(finding -> assertThat(finding.detail().length()).isLessThan(1_000));
    }

    @Test
    void validatesBeyondCacheLimit() {
        var validation = new EntityValidator(RULES, new OfflineCatalog(), 1);

        for (int i = 0; i < 100; i++) {
            var entities = TestRules.entities("kind: Component\nmetadata: {name: a%d}".formatted(i));
            assertThat(validation.validate(entities).items().get(0).entityRef()).isEqualTo("component:default/a" + i);
        }
    }

    private static List<Entity> read(String text, DocumentFormat format) {
        try {
            return EntityReader.read(text.getBytes(StandardCharsets.UTF_8), format);
        } catch (ProblemException e) {
            assertThat(e.status()).isIn(400, 413);
            return List.of();
        }
    }
}
