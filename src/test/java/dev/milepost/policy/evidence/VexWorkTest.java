package dev.milepost.policy.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** VEX as large as it may be: its work is the sum of statements and findings, not their product. */
class VexWorkTest {

    private static final int FINDINGS = 1_000;

    /** Ten times as much as the sum takes, and a fifth of what the product takes. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void looksAtEachProductOnce() {
        var statements = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 19; i++) {
            // Escapes that are none.
            products(statement(statements.addObject(), "CVE-2024-1", 0), 100, 12, "%a");
        }
        var found = List.of(vex(statements), bill("pkg:npm/a@"));

        assertThat(suppressed(VexSuppression.apply(found, "payments", null))).isZero();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void keepsOneStatementOfEachComponent() {
        var found = new ArrayList<Evidence>();
        for (int i = 0; i < 20; i++) {
            var statements = JsonNodeFactory.instance.arrayNode();
            for (int j = 0; j < FINDINGS; j++) {
                products(statement(statements.addObject(), "CVE-2024-1", 0), 1, 1, "pkg:npm/a@" + j);
            }
            found.add(vex(statements));
            found.add(bill("pkg:npm/a@"));
        }

        assertThat(suppressed(VexSuppression.apply(found, "payments", null))).isEqualTo(20 * FINDINGS);
    }

    /** The names of a statement times its products are more than its text. */
    @Test
    void refusesTooManyProductsOfTooManyNames() {
        var statements = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 50; i++) {
            products(statement(statements.addObject(), "CVE-2024-1", 100), 100, 12, "a");
        }
        var bill = JsonNodeFactory.instance.objectNode();
        var list = bill.putArray("vulnerabilities");
        for (int i = 0; i < 100; i++) {
            list.addObject().put("id", "A-" + i).put("component", "a");
        }
        var found = List.of(vex(statements), evidence("cyclonedx", bill));

        assertThatThrownBy(() -> VexSuppression.apply(found, "payments", null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("too many products");
    }

    private static ObjectNode statement(ObjectNode statement, String vulnerability, int aliases) {
        statement.put("vulnerability", vulnerability).put("status", "not_affected");
        var names = statement.putArray("aliases");
        for (int i = 0; i < aliases; i++) {
            names.add("A-" + i);
        }
        return statement;
    }

    private static void products(ObjectNode statement, int products, int ids, String id) {
        var list = statement.putArray("products");
        for (int i = 0; i < products; i++) {
            var product = list.addObject();
            Collections.nCopies(ids, id).forEach(product.putArray("ids")::add);
            product.putArray("subcomponents");
        }
    }

    private static Evidence bill(String component) {
        var facts = JsonNodeFactory.instance.objectNode();
        var list = facts.putArray("vulnerabilities");
        for (int i = 0; i < FINDINGS; i++) {
            list.addObject().put("id", "CVE-2024-1").put("severity", "high").put("component", component + i);
        }
        return evidence("cyclonedx", facts);
    }

    private static Evidence vex(JsonNode statements) {
        return evidence("openvex", JsonNodeFactory.instance.objectNode().set("statements", statements));
    }

    private static Evidence evidence(String kind, JsonNode facts) {
        return new Evidence(
                kind, kind, "payments", null, null, Instant.EPOCH, Instant.EPOCH, false, null, "sha256:0", facts);
    }

    private static long suppressed(List<Evidence> found) {
        return found.stream()
                .flatMap(evidence -> evidence.facts().path("vulnerabilities").valueStream())
                .filter(finding -> finding.path("suppressed").asBoolean())
                .count();
    }
}
