package dev.milepost.events.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceNameTest {

    @ParameterizedTest
    @CsvSource({
        "payments-api, payments-api",
        "component:default/payments-api, payments-api",
        "Component:Default/Payments-API, payments-api",
        "Payments-API, payments-api",
        "component:component:default/payments-api, payments-api",
        "default/component:payments-api, payments-api",
        "Finance/Payments-API, finance/payments-api",
        "component:payments-api, payments-api",
        "default/payments-api, payments-api",
        "component:finance/payments-api, finance/payments-api",
        "finance/payments-api, finance/payments-api",
        "api:default/payments-api, api:default/payments-api",
        "acme/default/payments-api, acme/default/payments-api",
        "component:, component:",
        "default/, default/"
    })
    void convertsEntityRefs(String text, String name) {
        assertThat(ServiceName.of(text)).isEqualTo(name);
        assertThat(ServiceName.of(name)).isEqualTo(name);
    }

    /** The text of an event is as long as its sender likes. */
    @Test
    void convertsLongTextsInLinearTime() {
        assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThat(ServiceName.of("component:default/".repeat(50_000) + "a"))
                        .isEqualTo("a"));
    }

    @Test
    void convertsEachNameOnce() {
        assertThat(ServiceName.all(List.of("a", "component:default/a", "b"))).containsExactly("a", "b");
        assertThat(ServiceName.ofNullable(null)).isNull();
        assertThat(ServiceName.ofNullable("component:a")).isEqualTo("a");
    }
}
