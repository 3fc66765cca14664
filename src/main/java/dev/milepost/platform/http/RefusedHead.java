package dev.milepost.platform.http;

import com.google.re2j.Pattern;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Why a request is refused by its head: another version, or a host, a length or a proxy's header that cannot be read or
 * that a proxy may read differently (RFC 9112, sections 3.2 and 11.2).
 */
record RefusedHead(int status, String detail) {

    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{0,5})?");
    private static final Pattern CLIENT = Pattern.compile(
            "[A-Za-z0-9._-]+(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+\\](:[0-9]{1,5})?|(::)?[0-9A-Fa-f][0-9A-Fa-f:.]*|::");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern QUOTES = Pattern.compile("^\"(.*)\"$");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    /** @param readsForwarding whether headers of proxies are read */
    static Optional<RefusedHead> of(HttpRequest request, boolean readsForwarding) {
        return Stream.of(
                        version(request),
                        host(request.headers()),
                        length(request),
                        readsForwarding ? forwarding(request.headers()) : Optional.<RefusedHead>empty())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<RefusedHead> version(HttpRequest request) {
        return is11(request) || request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                ? Optional.empty()
                : Optional.of(new RefusedHead(505, "Only HTTP/1.1 and HTTP/1.0 are supported."));
    }

    private static boolean is11(HttpRequest request) {
        return request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    /** A missing host is the router's to refuse, which knows the address of the request. */
    private static Optional<RefusedHead> host(HttpHeaders headers) {
        var hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1) {
            return refused("There is more than one Host header: send one.");
        }
        return hosts.stream().allMatch(host -> host.isEmpty() || isHost(host))
                ? Optional.empty()
                : refused("Host names no host and port, such as milepost.example.com:8080.");
    }

    private static Optional<RefusedHead> length(HttpRequest request) {
        var codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return Optional.empty();
        }
        if (!is11(request) || codings.size() > 1 || !codings.get(0).strip().equalsIgnoreCase("chunked")) {
            return refused("The only supported Transfer-Encoding is chunked, in HTTP/1.1.");
        }
        return request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                ? refused("There are both Content-Length and Transfer-Encoding: send one of them.")
                : Optional.empty();
    }

    private static Optional<RefusedHead> forwarding(HttpHeaders headers) {
        return Stream.of(
                        listed(headers, "X-Forwarded-For", CLIENT::matches, "the addresses of a client and of proxies"),
                        listed(
                                headers,
                                "X-Forwarded-Host",
                                RefusedHead::isHost,
                                "a host and port, such as milepost.example.com"),
                        listed(headers, "X-Forwarded-Proto", SCHEME::matches, "http or https"),
                        listed(headers, "X-Forwarded-Port", PORT::matches, "a port"),
                        listed(
                                headers,
                                "Forwarded",
                                RefusedHead::isForwarded,
                                "a list of for, host and proto (RFC 7239)"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<RefusedHead> listed(
            HttpHeaders headers, String name, Predicate<String> isElement, String expected) {
        return headers.getAll(name).stream()
                        .flatMap(header -> Arrays.stream(header.split(",", -1)))
                        .allMatch(text -> isElement.test(text.strip()))
                ? Optional.empty()
                : refused("%s is not %s. The proxy before this service sets it.".formatted(name, expected));
    }

    private static boolean isHost(String text) {
        return HOST.matches(text)
                && (!text.startsWith("[") || NetUtil.isValidIpV6Address(text.substring(1, text.lastIndexOf(']'))));
    }

    private static boolean isForwarded(String element) {
        return Arrays.stream(element.split(";", -1)).map(String::strip).allMatch(pair -> {
            if (pair.isEmpty()) {
                return true;
            }
            var parts = pair.split("=", 2);
            var value = parts.length < 2 ? "" : QUOTES.matcher(parts[1]).replaceAll("$1");
            return switch (parts[0].toLowerCase(Locale.ROOT)) {
                case "for", "by" -> CLIENT.matches(value);
                case "host" -> isHost(value);
                case "proto" -> SCHEME.matches(value);
                default -> !value.isEmpty();
            };
        });
    }

    private static Optional<RefusedHead> refused(String detail) {
        return Optional.of(new RefusedHead(400, detail));
    }
}
