package dev.milepost.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;

/** An OAuth 2 server with one client: client credentials for a signed token, and the key that it is checked by. */
public final class TokenIssuer implements AutoCloseable {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final KeyPair keys;
    private final String authorization;

    private TokenIssuer(HttpServer server, KeyPair keys, String authorization) {
        this.server = server;
        this.keys = keys;
        this.authorization = authorization;
    }

    /** Starts it for a client. */
    public static TokenIssuer start(String client, String secret) throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var here = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        var basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        var issuer = new TokenIssuer(HttpServer.create(here, 0), generator.generateKeyPair(), "Basic " + basic);
        issuer.server.createContext("/token", exchange -> issuer.giveToken(exchange, client));
        issuer.server.createContext("/keys", issuer::giveKeys);
        issuer.server.start();
        return issuer;
    }

    public String tokenAddress() {
        return address("token");
    }

    public String keysAddress() {
        return address("keys");
    }

    private String address(String path) {
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), path);
    }

    private void giveToken(HttpExchange exchange, String client) throws IOException {
        if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\": \"invalid_client\"}");
            return;
        }
        answer(
                exchange,
                200,
                "{\"access_token\": \"%s\", \"token_type\": \"Bearer\", \"expires_in\": 3600}"
                        .formatted(token(client)));
    }

    private void giveKeys(HttpExchange exchange) throws IOException {
        var key = (RSAPublicKey) keys.getPublic();
        answer(exchange, 200, """
                {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "one", "n": "%s", "e": "%s"}]}""".formatted(
                        BASE64.encodeToString(key.getModulus().toByteArray()),
                        BASE64.encodeToString(key.getPublicExponent().toByteArray())));
    }

    private String token(String subject) {
        long now = Instant.now().getEpochSecond();
        var claims = "{\"sub\": \"%s\", \"iss\": \"tests\", \"aud\": \"kafka\", \"iat\": %d, \"exp\": %d}"
                .formatted(subject, now, now + 3600);
        var signed = encode("{\"alg\": \"RS256\", \"kid\": \"one\", \"typ\": \"JWT\"}") + "." + encode(claims);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
