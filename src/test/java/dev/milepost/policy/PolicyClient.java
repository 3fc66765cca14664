package dev.milepost.policy;

import static io.restassured.RestAssured.given;

import dev.milepost.testing.Contract;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;

/** What tests of policies ask and send over HTTP. */
public final class PolicyClient {

    public static final String POLICIES = "/api/v1/policies/";

    private PolicyClient() {}

    /** A request of an admin whose answer is checked against the contract. */
    public static RequestSpecification contract() {
        return given().filter(Contract.FILTER).urlEncodingEnabled(false);
    }

    /** A request of somebody who is no admin. */
    public static RequestSpecification contract(String user, String groups) {
        return contract().header("Milepost-User", user).header("Milepost-Groups", groups);
    }

    public static ValidatableResponse put(RequestSpecification caller, String name, String yaml) {
        return caller.contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .put(POLICIES + name)
                .then();
    }

    public static ValidatableResponse post(String path, String json) {
        return contract()
                .contentType("application/json")
                .body(json)
                .post(POLICIES + path)
                .then();
    }

    public static ValidatableResponse enforce(String name, String rules) {
        return contract()
                .contentType("application/json")
                .body("{\"rules\": %s}".formatted(rules))
                .put(POLICIES + name + "/enforcement")
                .then();
    }

    /** Other tests must not meet the policies of this one. */
    public static void retire(String name) {
        post(name + "/retirement", "{\"reason\": \"The test ended.\"}").statusCode(200);
    }
}
