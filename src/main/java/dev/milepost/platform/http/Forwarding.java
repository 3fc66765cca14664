package dev.milepost.platform.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Evaluates {@code X-Forwarded-*} and {@code Forwarded}. Only headers of trusted proxies are used. Without configured
 * proxies, all such headers are ignored. Quarkus applies the same rule to host and scheme, and marks requests of
 * trusted proxies.
 */
@ApplicationScoped
public class Forwarding {

    /** Quarkus sets or removes this header if proxies are configured. Otherwise a client may have set it. */
    private static final String MARK = "X-Forwarded-Trusted-Proxy";

    private static final String FORWARDED = "Forwarded";
    private static final String X_FORWARDED_FOR = "X-Forwarded-For";

    /** Of a client that the nearest proxy does not name (RFC 7239, section 6.3). */
    private static final String UNKNOWN = "unknown";

    private final boolean on;

    /** The headers that proxies may send. The first one that a request has is used. */
    private final List<String> headers;

    private final List<IpSubnetFilterRule> proxies;

    Forwarding(Config config) {
        this.on = isOn(config);
        this.headers = headers(config);
        this.proxies =
                proxies(config).stream().flatMap(proxy -> rule(proxy).stream()).toList();
    }

    public static boolean isOn(Config config) {
        return config.getOptionalValue("quarkus.http.proxy.proxy-address-forwarding", Boolean.class)
                .orElse(false);
    }

    /** As Quarkus selects them. Without {@code allow-forwarded} it reads {@code X-Forwarded-*}. */
    private static List<String> headers(Config config) {
        var forwarded = config.getOptionalValue("quarkus.http.proxy.allow-forwarded", Boolean.class)
                .orElse(false);
        var xForwarded = config.getOptionalValue("quarkus.http.proxy.allow-x-forwarded", Boolean.class)
                .orElse(!forwarded);
        if (forwarded && xForwarded) {
            var first = config.getOptionalValue("quarkus.http.proxy.forwarded-precedence", String.class)
                    .orElse(FORWARDED);
            return first.equalsIgnoreCase(FORWARDED)
                    ? List.of(FORWARDED, X_FORWARDED_FOR)
                    : List.of(X_FORWARDED_FOR, FORWARDED);
        }
        return forwarded ? List.of(FORWARDED) : xForwarded ? List.of(X_FORWARDED_FOR) : List.of();
    }

    public static List<String> proxies(Config config) {
        return config.getOptionalValues("quarkus.http.proxy.trusted-proxies", String.class)
                .orElse(List.of());
    }

    /** Whether a trusted proxy sent the request. */
    public boolean isTrusted(HttpServerRequest request) {
        return on && "true".equals(request.getHeader(MARK));
    }

    /**
     * The address of the client. Each proxy appends the address of its caller to {@code X-Forwarded-For} or {@code
     * Forwarded} and may keep what the client wrote before. So the client is the last address that is not a trusted
     * proxy. Quarkus's own address of the request is the first one.
     */
    public String clientAddress(HttpServerRequest request) {
        var connected =
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
        // After the line above, as Quarkus marks the request when its address is asked for.
        var addresses = isTrusted(request) ? reported(request.headers()) : List.<String>of();
        for (int i = addresses.size() - 1; i >= 0; i--) {
            if (!isProxy(addresses.get(i))) {
                return addresses.get(i);
            }
        }
        return addresses.isEmpty() ? String.valueOf(connected) : addresses.get(0);
    }

    private List<String> reported(MultiMap headers) {
        return this.headers.stream()
                .map(name -> reported(headers, name))
                .filter(addresses -> !addresses.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> reported(MultiMap headers, String name) {
        return Arrays.stream(String.join(",", headers.getAll(name)).split(","))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .map(element -> withoutPort(name.equals(FORWARDED) ? reportedFor(element) : element))
                .filter(address -> !address.isEmpty())
                .toList();
    }

    /** The client of an element of {@code Forwarded}, such as {@code for="[2001:db8::1]:4711";proto=https}. */
    private static String reportedFor(String element) {
        return Arrays.stream(element.split(";"))
                .map(pair -> pair.strip().split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].equalsIgnoreCase("for"))
                .map(pair -> pair[1].replace("\"", ""))
                .filter(address -> !address.isEmpty())
                .findFirst()
                .orElse(UNKNOWN);
    }

    /**
     * The client, as shares and rate limits count it: an IPv4 address, or the IPv6 network of 64 bits, all addresses of
     * which one client can use.
     */
    public String clientNetwork(HttpServerRequest request) {
        var address = clientAddress(request);
        return inet(address).map(Forwarding::network).orElse(address);
    }

    public static String network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        var groups = ByteBuffer.wrap(address.getAddress()).asShortBuffer();
        return "%x:%x:%x:%x::/64".formatted(groups.get(), groups.get(), groups.get(), groups.get());
    }

    private boolean isProxy(String address) {
        return inet(address)
                .map(inet -> new InetSocketAddress(inet, 0))
                .filter(socket -> proxies.stream().anyMatch(proxy -> proxy.matches(socket)))
                .isPresent();
    }

    private static String withoutPort(String address) {
        if (address.startsWith("[")) {
            return address.substring(1, Math.max(1, address.lastIndexOf(']')));
        }
        var colon = address.indexOf(':');
        return colon >= 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address;
    }

    /** Empty for a host name, which Quarkus handles. */
    private static Optional<IpSubnetFilterRule> rule(String proxy) {
        var parts = proxy.strip().split("/", 2);
        return inet(withoutPort(parts[0])).map(address -> {
            int bits = parts.length > 1 ? Integer.parseInt(parts[1]) : address.getAddress().length * Byte.SIZE;
            return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
        });
    }

    private static Optional<InetAddress> inet(String text) {
        try {
            var bytes = NetUtil.createByteArrayFromIpAddressString(text);
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
