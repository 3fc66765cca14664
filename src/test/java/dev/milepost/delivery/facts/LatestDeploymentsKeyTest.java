package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatestDeploymentsKeyTest {

    @Test
    void namesServiceEnvironmentAndDeployment() {
        assertThat(key("payments", "production", "github/123")).isEqualTo("payments/production/github/123");
    }

    @Test
    void isNeverThatOfAnotherService() {
        assertThat(key("a/b", "c", "d")).isNotEqualTo(key("a", "b/c", "d")).isNotEqualTo(key("a", "b", "c/d"));
    }

    /** A law: whatever characters the parts have. */
    @Test
    void isDifferentForEachDeployment() {
        var parts = List.of("", "a", "/", "a/", "/a", "a/a", "%", "%2F", "a%2Fa", "%25");
        var keys = new HashMap<String, Deployment.Key>();

        for (var service : parts) {
            for (var environment : parts) {
                for (var id : parts) {
                    var deployment = new Deployment.Key(service, environment, id);
                    assertThat(keys.put(LatestDeploymentsPublisher.messageKey(deployment), deployment))
                            .as("the deployment with the key of %s", deployment)
                            .isNull();
                }
            }
        }
    }

    private static String key(String service, String environment, String id) {
        return LatestDeploymentsPublisher.messageKey(new Deployment.Key(service, environment, id));
    }
}
