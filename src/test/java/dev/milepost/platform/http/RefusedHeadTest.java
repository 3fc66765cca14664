package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The headers of proxies, where such are configured; the rest is in StrictRequestsTest. */
class RefusedHeadTest {

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Host, a b",
        "X-Forwarded-Host, a/b",
        "X-Forwarded-Host, [::1",
        "X-Forwarded-Host, [:::]",
        "X-Forwarded-Host, ''",
        "X-Forwarded-Host, ','",
        "X-Forwarded-Proto, ''",
        "X-Forwarded-Proto, h t",
        "X-Forwarded-Proto, http:",
        "X-Forwarded-Port, x",
        "X-Forwarded-Port, -1",
        "X-Forwarded-Port, ''",
        "X-Forwarded-For, ''",
        "X-Forwarded-For, ','",
        "X-Forwarded-For, :80",
        "X-Forwarded-For, []",
        "X-Forwarded-For, a b",
        "X-Forwarded-For, '192.0.2.1, <script>'",
        "Forwarded, 'host=\"a b\"'",
        "Forwarded, host=a/b",
        "Forwarded, for=",
        "Forwarded, 'for=192.0.2.1, proto=h t'",
        "Forwarded, nonsense"
    })
    void refusesWhatCannotBeRead(String header, String value) {
        assertThat(refusal(header, value, true)).hasValueSatisfying(refusal -> {
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.detail()).startsWith(header + " is not ").endsWith("sets it.");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Host, milepost.example.com:8443",
        "X-Forwarded-Host, 'milepost.example.com, proxy:80'",
        "X-Forwarded-Host, [2001:db8::1]:443",
        "X-Forwarded-Proto, https",
        "X-Forwarded-Proto, 'https,http'",
        "X-Forwarded-Port, 443",
        "X-Forwarded-For, '192.0.2.1, 203.0.113.7:51234, 2001:db8::1, [2001:db8::1]:443, ::1, ::, unknown, _hidden'",
        "Forwarded, 'for=192.0.2.1;proto=https;by=203.0.113.7;host=milepost.example.com, for=\"[2001:db8::1]:443\"'",
        "Forwarded, for=_hidden;"
    })
    void takesWhatProxiesSet(String header, String value) {
        assertThat(refusal(header, value, true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-Host, a b", "X-Forwarded-For, ''", "Forwarded, nonsense"})
    void ignoresHeadersOfProxiesWhereNoneAreConfigured(String header, String value) {
        assertThat(refusal(header, value, false)).isEmpty();
    }

    private static Optional<RefusedHead> refusal(String header, String value, boolean readsForwarding) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/api/v1/pipeline");
        request.headers().set("Host", "a").set(header, value);
        return RefusedHead.of(request, readsForwarding);
    }
}
