package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a request is counted for, in rate limits and in shares of memory, behind the proxies of 10.0.0.0/8. */
class ForwardingTest {

    private static final String PROXY = "10.0.0.1";
    private static final String CLIENT = "203.0.113.7";

    private final Forwarding forwarding = allowing();

    @Test
    void isTheSameWhateverTheClientWritesBeforeItsAddress() {
        var networks = Stream.of("192.0.2.1", "198.51.100.2", "anything")
                .map(forged -> throughProxy(forged + ", " + CLIENT))
                .map(forwarding::clientNetwork);

        assertThat(networks).containsExactly(CLIENT, CLIENT, CLIENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "192.0.2.1,203.0.113.7",
                "192.0.2.1, 203.0.113.7, 10.9.9.9",
                "192.0.2.1, 203.0.113.7:51234, fd00::1",
                " 203.0.113.7 ,, 10.1.1.1"
            })
    void isTheLastAddressThatIsNoTrustedProxy(String header) {
        assertThat(forwarding.clientAddress(throughProxy(header))).isEqualTo(CLIENT);
    }

    @Test
    void readsRepeatedHeadersAsOneList() {
        assertThat(forwarding.clientAddress(throughProxy("192.0.2.1", CLIENT, "10.1.1.1")))
                .isEqualTo(CLIENT);
    }

    @Test
    void isWhoeverIsConnectedWhereNoTrustedProxyIs() {
        var headers = MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", "192.0.2.1");

        assertThat(forwarding.clientNetwork(request(CLIENT, headers))).isEqualTo(CLIENT);
        headers.add("X-Forwarded-Trusted-Proxy", "false");
        assertThat(forwarding.clientNetwork(request(CLIENT, headers))).isEqualTo(CLIENT);
    }

    @Test
    void isWhoeverIsConnectedWhereForwardingIsOff() {
        var off = new Forwarding(new SmallRyeConfigBuilder().build());

        assertThat(off.clientNetwork(throughProxy("192.0.2.1"))).isEqualTo(PROXY);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2::/64",
        "2001:DB8:1:2:ffff:ffff:ffff:ffff, 2001:db8:1:2::/64",
        "[2001:db8:1:2::9]:443, 2001:db8:1:2::/64",
        "2001:db8:1:3::1, 2001:db8:1:3::/64",
        "::ffff:203.0.113.7, 203.0.113.7",
        "203.0.113.7, 203.0.113.7",
        "unknown, unknown"
    })
    void isTheNetworkOf64BitsOfAnIpv6Client(String address, String network) {
        assertThat(forwarding.clientNetwork(throughProxy(address))).isEqualTo(network);
    }

    @Test
    void isTheNetworkOfAnIpv6ClientThatIsConnectedItself() {
        var headers = MultiMap.caseInsensitiveMultiMap();

        assertThat(forwarding.clientNetwork(request("2001:db8:1:2::77", headers)))
                .isEqualTo("2001:db8:1:2::/64");
    }

    private static Forwarding allowing(String... properties) {
        var all = new HashMap<>(Map.of(
                "quarkus.http.proxy.proxy-address-forwarding", "true",
                "quarkus.http.proxy.trusted-proxies", "10.0.0.0/8,fd00::1"));
        Stream.of(properties).forEach(property -> all.put("quarkus.http.proxy." + property, "true"));
        return new Forwarding(new SmallRyeConfigBuilder().withDefaultValues(all).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=203.0.113.7",
                "for=192.0.2.1, for=203.0.113.7",
                "for=192.0.2.1;proto=https, for=203.0.113.7;proto=https;host=x",
                "for=192.0.2.1, proto=https;FOR=\"203.0.113.7:51234\", for=\"[fd00::1]\"",
                "for=192.0.2.1, for=203.0.113.7, for=10.9.9.9;by=10.1.1.1",
                "x=\"unclosed, for=203.0.113.7",
                "for=_client, for=203.0.113.7"
            })
    void isTheLastOfForwardedThatIsNoTrustedProxyWhereThatIsAllowed(String header) {
        var headers = trusted().add("Forwarded", header);

        // As Quarkus reads it: the first one.
        assertThat(allowing("allow-forwarded").clientAddress(request("192.0.2.1", headers)))
                .isEqualTo(CLIENT);
    }

    @Test
    void isUnknownWhereTheNearestProxyDoesNotNameIt() {
        var headers = trusted().add("Forwarded", "for=192.0.2.1").add("Forwarded", "proto=https");

        assertThat(allowing("allow-forwarded").clientNetwork(request("192.0.2.1", headers)))
                .isEqualTo("unknown");
    }

    @Test
    void isTheNetworkOf64BitsAlsoInForwarded() {
        var headers = trusted().add("Forwarded", "for=\"[2001:db8:1:2::9]:443\"");

        assertThat(allowing("allow-forwarded").clientNetwork(request(PROXY, headers)))
                .isEqualTo("2001:db8:1:2::/64");
    }

    @Test
    void isNotReadFromAHeaderThatIsNotAllowed() {
        var xForwarded = trusted().add("X-Forwarded-For", "192.0.2.1");
        var forwarded = trusted().add("Forwarded", "for=192.0.2.1");

        assertThat(allowing("allow-forwarded").clientAddress(request(PROXY, xForwarded)))
                .isEqualTo(PROXY);
        assertThat(allowing("allow-x-forwarded").clientAddress(request(PROXY, forwarded)))
                .isEqualTo(PROXY);
        assertThat(allowing().clientAddress(request(PROXY, forwarded))).isEqualTo(PROXY);
    }

    @Test
    void isThatOfForwardedWhereBothAreAllowed() {
        var both = allowing("allow-forwarded", "allow-x-forwarded");
        var headers = trusted().add("X-Forwarded-For", "192.0.2.1");
        assertThat(both.clientAddress(request(PROXY, headers))).isEqualTo("192.0.2.1");

        headers.add("Forwarded", "for=" + CLIENT);

        assertThat(both.clientAddress(request(PROXY, headers))).isEqualTo(CLIENT);
    }

    private static MultiMap trusted() {
        return MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-Trusted-Proxy", "true");
    }

    private static HttpServerRequest throughProxy(String... forwardedFor) {
        var headers = trusted();
        Stream.of(forwardedFor).forEach(header -> headers.add("X-Forwarded-For", header));
        return request(PROXY, headers);
    }

    /** A request as the proxy support of Quarkus leaves it. */
    private static HttpServerRequest request(String connected, MultiMap headers) {
        return (HttpServerRequest) Proxy.newProxyInstance(
                ForwardingTest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "remoteAddress" -> SocketAddress.inetSocketAddress(50_000, connected);
                    case "headers" -> headers;
                    case "getHeader" -> headers.get((String) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
