package dev.milepost.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeBranchTest {

    @ParameterizedTest
    @CsvSource({
        "milepost/upgrade-quarkus-service-1.1.0, quarkus-service, 1.1.0, ",
        "milepost/upgrade-a-1.1.0, a, 1.1.0, ",
        "milepost/upgrade-java-17-2.0.0-rc.1, java-17, 2.0.0-rc.1, ",
        "milepost/upgrade-java-17-2.0.0-rc-1.0.0, java-17, 2.0.0-rc-1.0.0, ",
        "milepost/upgrade-quarkus-service-1.1.0@orders, quarkus-service, 1.1.0, orders",
        "milepost/upgrade-quarkus-service-1.1.0@other:a/orders, quarkus-service, 1.1.0, other:a/orders"
    })
    void readsBranch(String branch, String template, String version, @Nullable String service) {
        var upgrade = new UpgradeBranch(template, version, service);

        assertThat(UpgradeBranch.parse(branch)).contains(upgrade);
        assertThat(upgrade.name()).isEqualTo(branch);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "milepost/upgrade",
                "milepost/upgrade-",
                "milepost/upgrade-1.1.0",
                "milepost/upgrade-service",
                "milepost/upgrade-service-1.1",
                "milepost/upgrade--1.1.0",
                "x/milepost/upgrade-service-1.1.0"
            })
    void passesOverOtherBranches(String branch) {
        assertThat(UpgradeBranch.parse(branch)).isEmpty();
    }
}
