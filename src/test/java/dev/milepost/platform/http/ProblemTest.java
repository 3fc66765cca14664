package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void repeatsTheBeginningOfALongAddress() {
        var address = "/api/v1/events?service=" + "a".repeat(8_000);

        var url = new Problem.Request("GET", address).url();

        assertThat(url).hasSize(256).startsWith("/api/v1/events?service=aaa").endsWith("…");
    }

    @Test
    void repeatsAnAddressOfUsualLength() {
        var address = "/" + "a".repeat(255);

        assertThat(new Problem.Request("GET", address).url()).isEqualTo(address);
    }
}
