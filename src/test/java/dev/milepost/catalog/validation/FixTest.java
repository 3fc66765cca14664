package dev.milepost.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.entities.EntityReader;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A law: a fix, applied, removes its finding. */
class FixTest {

    private static final RuleSet RULES = TestRules.with(InvalidEntities.RULES_OF_ONES_OWN);
    private static final EntityValidator VALIDATION = new EntityValidator(RULES, InvalidEntities.CATALOG, 10_000);

    /** What only its owner can know. */
    private static final Set<String> WITHOUT_FIX =
            Set.of("owner-missing", "entity-twice", "template-version-deprecated", "key-not-text");

    @Test
    void fixesFindingsOfEveryRule() {
        var broken = new TreeSet<String>();
        var fixed = new TreeSet<String>();
        for (var call : InvalidEntities.calls()) {
            applyAll(call, broken, fixed);
        }

        assertThat(broken)
                .containsExactlyInAnyOrderElementsOf(
                        RULES.rules().stream().map(Rule::id).toList());
        broken.removeAll(WITHOUT_FIX);
        assertThat(fixed).isEqualTo(broken);
    }

    @Seeds(bounded = 20, all = 60)
    void fixesFindingsOfRandomEntities(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            applyAll(any(random), new TreeSet<>(), new TreeSet<>());
        }
    }

    private static List<Entity> any(Random random) {
        try {
            var text = random.nextBoolean() ? RandomEntities.json(random) : RandomDocuments.yaml(random);
            return EntityReader.read(text.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);
        } catch (ProblemException e) {
            return List.of();
        }
    }

    private static void applyAll(List<Entity> call, Set<String> broken, Set<String> fixed) {
        var verdicts = VALIDATION.validate(call).items();
        for (int i = 0; i < call.size(); i++) {
            for (var finding : verdicts.get(i).findings()) {
                broken.add(finding.rule());
                if (finding.fix() != null) {
                    fixed.add(finding.rule());
                    var after = new ArrayList<>(call);
                    after.set(i, MergePatch.apply(finding.fix(), call.get(i)));
                    assertThat(TestRules.found(
                                    VALIDATION.validate(after).items().get(i)))
                            .as("%s of %s", finding, call.get(i))
                            .doesNotContain(finding.rule() + " " + finding.pointer());
                }
            }
        }
    }
}
