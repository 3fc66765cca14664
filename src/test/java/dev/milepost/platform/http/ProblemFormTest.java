package dev.milepost.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.RoutedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which form callers get problems. */
class ProblemFormTest {

    @ParameterizedTest
    @ValueSource(strings = {"vnd.backstage.plugin", "vnd.backstage.user", "vnd.backstage.limited-user"})
    void recognisesTokensOfBackstage(String type) {
        assertThat(BackstageCalls.isOne("Bearer " + token("{\"typ\":\"%s\",\"alg\":\"ES256\"}".formatted(type))))
                .isTrue();
        assertThat(BackstageCalls.isOne("bearer  " + token("{\"alg\":\"ES256\",\"typ\":\"%s\"}".formatted(type))))
                .isTrue();
    }

    @Test
    void recognisesNothingElse() {
        assertThat(BackstageCalls.isOne(null)).isFalse();
        assertThat(BackstageCalls.isOne("Bearer milepost_0123")).isFalse();
        assertThat(BackstageCalls.isOne("Bearer .a.b")).isFalse();
        assertThat(BackstageCalls.isOne("Bearer %%%.a.b")).isFalse();
        assertThat(BackstageCalls.isOne("Basic " + token("{\"typ\":\"vnd.backstage.user\"}")))
                .isFalse();
        assertThat(BackstageCalls.isOne("Bearer " + token("{\"typ\":\"JWT\"}"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/problem+json | application/problem+json, */*;q=0.1",
                "Application/Problem+JSON;q=0.9 | Application/Problem+JSON;q=0.9, */*;q=0.1",
                "application/json | application/json",
                "application/problem+json, text/html | application/problem+json, text/html"
            })
    void widensWhatAcceptsProblemsOnly(String sent, String seen) throws Exception {
        try (var server = new RoutedServer(
                ProblemAccept::widen,
                context -> context.response().end(context.request().getHeader("Accept")))) {
            var request = HttpRequest.newBuilder(server.at("/api/x"))
                    .header("Accept", sent)
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo(seen);
        }
    }

    private static String token(String header) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8)) + ".e30.c2ln";
    }
}
