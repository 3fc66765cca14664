package dev.milepost.policy.definitions;

import static dev.milepost.policy.PolicyClient.POLICIES;
import static dev.milepost.policy.PolicyClient.contract;
import static dev.milepost.policy.PolicyClient.put;
import static dev.milepost.policy.PolicyClient.retire;
import static org.hamcrest.Matchers.equalTo;

import dev.milepost.policy.PolicyClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the policies that come along are saved. */
@QuarkusTest
@Tag("service")
class BaselineInstallTest {

    @Inject
    Baseline baseline;

    @AfterEach
    void end() {
        Baseline.NAMES.forEach(PolicyClient::retire);
    }

    /** One test, because a retired policy is not saved again. */
    @Test
    void keepsChangesOfOthers() throws IOException {
        baseline.install();

        expect("sbom", "1.0.0", Baseline.AUTHOR);
        var own = Files.readString(Path.of("policies/baseline/sbom.yaml")).replace("version: 1.0.0", "version: 0.9.0");
        put(contract(), "sbom", own).statusCode(409);
        put(contract(), "sbom", own.replace("version: 0.9.0", "version: 1.0.1")).statusCode(200);
        retire("licences");
        baseline.install();

        contract()
                .get(POLICIES + "sbom")
                .then()
                .body("version", equalTo("1.0.1"))
                .body("number", equalTo(2));
        contract()
                .get(POLICIES + "licences")
                .then()
                .body("number", equalTo(1))
                .body("retired.reason", equalTo("The test ended."));
        expect("no-secrets", "1.0.0", Baseline.AUTHOR);
    }

    private static void expect(String name, String version, String author) {
        contract()
                .get(POLICIES + name)
                .then()
                .statusCode(200)
                .body("version", equalTo(version))
                .body("author", equalTo(author));
    }
}
