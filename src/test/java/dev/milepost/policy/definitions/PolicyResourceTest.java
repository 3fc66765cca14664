package dev.milepost.policy.definitions;

import static dev.milepost.policy.PolicyClient.POLICIES;
import static dev.milepost.policy.PolicyClient.contract;
import static dev.milepost.policy.PolicyClient.enforce;
import static dev.milepost.policy.PolicyClient.post;
import static dev.milepost.policy.PolicyClient.put;
import static dev.milepost.policy.PolicyClient.retire;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Policies, their versions and their enforcement over HTTP. */
@QuarkusTest
@Tag("service")
class PolicyResourceTest {

    private static final String SPEC =
            "hooks: [deploy]\nmatch: service == \"nobody\"\nengine: builtin\nrules: [{check: catalog_valid}]\n";

    private final String name = "p-" + UUID.randomUUID();
    private boolean isSaved;

    private String yaml(String version) {
        isSaved = true;
        return TestPolicies.yaml(name, SPEC).replace("version: 1.0.0", "version: " + version);
    }

    @AfterEach
    void end() {
        if (isSaved) {
            retire(name);
        }
    }

    @Test
    void keepsVersions() {
        put(contract(), name, yaml("1.0.0"))
                .statusCode(200)
                .body("number", equalTo(1))
                .body("retired", nullValue())
                .body("document.metadata.name", equalTo(name));
        put(contract(), name, yaml("1.0.0")).statusCode(200).body("number", equalTo(1));
        put(contract(), name, yaml("1.0.0").replace("high", "low"))
                .statusCode(409)
                .body("type", equalTo("/problems/version-taken"));
        put(contract(), name, yaml("0.9.0"))
                .statusCode(409)
                .body("type", equalTo("/problems/policy-version-not-later"));
        put(contract(), name, yaml("1.1.0")).statusCode(200).body("number", equalTo(2));

        contract().get(POLICIES + name).then().statusCode(200).body("version", equalTo("1.1.0"));
        contract()
                .get(POLICIES + name + "/versions")
                .then()
                .statusCode(200)
                .body("items.version", contains("1.1.0", "1.0.0"));
        var cursor = contract()
                .get(POLICIES + name + "/versions?limit=1")
                .then()
                .body("items.version", contains("1.1.0"))
                .extract()
                .<String>path("next_cursor");
        contract()
                .get(POLICIES + name + "/versions?limit=1&cursor=" + cursor)
                .then()
                .body("items.version", contains("1.0.0"))
                .body("next_cursor", nullValue());
        contract()
                .get("/api/v1/policies?owner=group:default/platform")
                .then()
                .statusCode(200)
                .body("items.name", hasItem(name));
        contract()
                .get("/api/v1/audit?subject=policies/" + name)
                .then()
                .body("items.action", contains("policy.saved", "policy.saved"));
    }

    @Test
    void refusesFaultsWithPointers() {
        put(contract(), name, TestPolicies.yaml(name, SPEC.replace("service ==", "servce ==")))
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-policy"))
                .body("errors.pointer", contains("/spec/match"));
        put(contract(), name, TestPolicies.yaml("other", SPEC))
                .statusCode(422)
                .body("errors.pointer", contains("/metadata/name"));
        put(contract(), name, "a: [").statusCode(400);
        put(contract(), name, "").statusCode(422);
        contract()
                .contentType("text/plain")
                .body("x")
                .put(POLICIES + name)
                .then()
                .statusCode(415);
        contract().get(POLICIES + name).then().statusCode(404);
        contract().get(POLICIES + name + "/versions").then().statusCode(404);
        contract().get(POLICIES + "schema").then().statusCode(200).body("title", equalTo("A policy"));
    }

    @Test
    void asksForOwner() {
        var stranger = contract("user:default/eve", "group:default/other");
        put(stranger, name, TestPolicies.yaml(name, SPEC)).statusCode(403);
        put(contract("user:default/jane", "group:default/platform"), name, yaml("1.0.0"))
                .statusCode(200)
                .body("author", equalTo("user:default/jane"));
        var taken = yaml("2.0.0").replace("group:default/platform", "group:default/other");
        put(contract("user:default/eve", "group:default/other"), name, taken).statusCode(403);
        contract("user:default/eve", "group:default/other")
                .contentType("application/json")
                .body("{\"rules\": []}")
                .put(POLICIES + name + "/enforcement")
                .then()
                .statusCode(403);
        contract("user:default/eve", "group:default/other")
                .contentType("application/json")
                .body("{\"reason\": \"r\"}")
                .post(POLICIES + name + "/retirement")
                .then()
                .statusCode(403);
    }

    @Test
    void retiresAndReturns() {
        put(contract(), name, yaml("1.0.0")).statusCode(200);
        post(name + "/retirement", "{}").statusCode(400).body("errors.pointer", contains("/reason"));
        post(name + "/retirement", "{\"reason\": \"Old.\"}")
                .statusCode(200)
                .body("retired.reason", equalTo("Old."))
                .body("retired.by", notNullValue());
        contract().get("/api/v1/policies").then().statusCode(200).body("items.name", not(hasItem(name)));
        contract().get("/api/v1/policies?retired=true").then().statusCode(200).body("items.name", hasItem(name));
        put(contract(), name, yaml("1.1.0"))
                .statusCode(200)
                .body("number", equalTo(2))
                .body("retired", nullValue());
    }

    @Test
    void setsEnforcement() {
        put(contract(), name, yaml("1.0.0")).statusCode(200);
        contract()
                .get(POLICIES + name + "/enforcement")
                .then()
                .statusCode(200)
                .body("rules", empty())
                .body("defaults.production", equalTo("enforce"))
                .body("defaults.testing", equalTo("warn"));
        enforce(name, "[{\"mode\": \"shadow\", \"tiers\": [\"production\"], \"share\": 0.5}, {\"mode\": \"off\"}]")
                .statusCode(200)
                .body("rules", hasSize(2))
                .body("rules[0].share", equalTo(0.5f))
                .body("changed_at", notNullValue());
        enforce(name, "[{\"mode\": \"strict\"}]").statusCode(422).body("errors.pointer", contains("/rules/0/mode"));
        enforce("no-such-policy", "[]").statusCode(404);
        contract()
                .get("/api/v1/audit?subject=policies/" + name + "/enforcement")
                .then()
                .body("items.action", hasItems("policy.enforcement_changed"));
    }
}
