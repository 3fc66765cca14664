package dev.milepost.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A Backstage and an OpenID issuer as far as tokens go: their keys, by HTTP, and what else they are asked for. */
public final class Issuers implements AutoCloseable {

    public static final String USERS = "/api/auth/.well-known/jwks.json";
    public static final String USER_INFO = "/api/auth/v1/userinfo";
    public static final String OIDC_KEYS = "/oidc/keys";
    private static final String DISCOVERY = "/oidc/.well-known/openid-configuration";

    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    public Issuers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            asked.add(path);
            var body = answers.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        answer(DISCOVERY, "{\"issuer\": \"%s\", \"jwks_uri\": \"%s\"}".formatted(issuer(), url() + OIDC_KEYS));
    }

    /** Of the Backstage. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Of the OpenID issuer. */
    public String issuer() {
        return url() + "/oidc";
    }

    public static String ofPlugin(String plugin) {
        return "/api/%s/.backstage/auth/v1/jwks.json".formatted(plugin);
    }

    /** Makes a key known at a path, and all others there unknown. */
    public PublicJsonWebKey serve(String path, PublicJsonWebKey... keys) {
        answer(path, new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY));
        return keys[0];
    }

    public void answer(String path, String body) {
        answers.put(path, body);
    }

    /** What it answers wherever it has an answer. */
    public void answerWith(int with) {
        status = with;
    }

    /** The paths asked for so far. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public static PublicJsonWebKey elliptic(String keyId) throws JoseException {
        return named(keyId, EcJwkGenerator.generateJwk(EllipticCurves.P256));
    }

    public static PublicJsonWebKey rsa(String keyId) throws JoseException {
        return named(keyId, RsaJwkGenerator.generateJwk(2048));
    }

    private static PublicJsonWebKey named(String keyId, PublicJsonWebKey key) {
        key.setKeyId(keyId);
        return key;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
