package dev.milepost.platform.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
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

    private final boolean on;
    private final List<IpSubnetFilterRule> proxies;

    Forwarding(Config config) {
        this.on = isOn(config);
        this.proxies =
                proxies(config).stream().flatMap(proxy -> rule(proxy).stream()).toList();
    }

    public static boolean isOn(Config config) {
        return config.getOptionalValue("quarkus.http.proxy.proxy-address-forwarding", Boolean.class)
                .orElse(false);
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
     * The address of the client. Each proxy appends the address of its caller to {@code X-Forwarded-For} and may keep
     * what the client wrote before. So the client is the last address that is not a trusted proxy.
     */
    public String clientAddress(HttpServerRequest request) {
        var connected =
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
        var named = isTrusted(request) ? request.headers().getAll("X-Forwarded-For") : List.<String>of();
        var addresses = Arrays.stream(String.join(",", named).split(","))
                .map(address -> withoutPort(address.strip()))
                .filter(address -> !address.isEmpty())
                .toList();
        for (int i = addresses.size() - 1; i >= 0; i--) {
            if (!isProxy(addresses.get(i))) {
                return addresses.get(i);
            }
        }
        return addresses.isEmpty() ? String.valueOf(connected) : addresses.get(0);
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
