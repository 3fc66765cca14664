package dev.milepost.testing;

import dev.milepost.local.LocalParts;
import dev.milepost.security.caller.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The packaged service with access configured, and those whose tokens it takes. */
public final class GuardedService implements AutoCloseable {

    /** Each process of the tests has a service of its own. */
    public static final Path LOG =
            Path.of("target", "access", "service-" + ProcessHandle.current().pid() + ".log");

    /** The key of addresses at which golden paths are read. */
    public static final String TEMPLATE_KEY = "0123456789abcdefghijABCDEFGHIJ_-";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** One token a role, as a caller has it. */
    private final Map<Role, String> bearing = new HashMap<>();

    private final LocalParts parts;
    private final Issuers issuers = new Issuers();
    private final PublicJsonWebKey oidc = issuers.serve(Issuers.OIDC_KEYS, Issuers.rsa("oidc-1"));
    private final PublicJsonWebKey users = issuers.serve(Issuers.USERS, Issuers.elliptic("users-1"));
    private final PublicJsonWebKey scaffolder =
            issuers.serve(Issuers.ofPlugin("scaffolder"), Issuers.elliptic("scaffolder-1"));
    private final PublicJsonWebKey catalog = issuers.serve(Issuers.ofPlugin("catalog"), Issuers.elliptic("catalog-1"));
    private final ServiceProcess process;
    private final TokenClient client;

    /**
     * Starts it and waits until it is ready.
     *
     * @param folder for what its database and its broker keep
     */
    GuardedService(Path folder) throws IOException, JoseException {
        var programs = Path.of("target/postgres-programs").toAbsolutePath();
        parts = LocalParts.start(
                folder, programs, Set.of("postgres", "kafka"), Map.of("fsync", "off", "synchronous_commit", "off"));
        process = ServiceProcess.start(properties(), LOG);
        process.awaitReadiness(200, PATIENCE);
        client = new TokenClient(process.address());
    }

    private Map<String, String> properties() {
        var properties = new HashMap<>(parts.get());
        properties.put("milepost.access.backstage.main.url", issuers.url());
        properties.put("milepost.access.backstage.main.plugins.scaffolder", "emitter,reader");
        properties.put("milepost.access.backstage.main.users.reader", "*");
        properties.put("milepost.access.backstage.main.users.platform-admin", "group:default/platform");
        properties.put("milepost.access.issuers.ci.issuer", issuers.issuer());
        properties.put("milepost.access.issuers.ci.audiences", "milepost");
        for (var role : Role.values()) {
            properties.put("milepost.access.issuers.ci.roles." + role.text(), role.text());
        }
        properties.put("milepost.access.backstage.main.plugins.catalog", "emitter");
        properties.put("milepost.access.template-keys", TEMPLATE_KEY);
        properties.put("milepost.access.metrics", "readers");
        properties.put("milepost.access.rate-limit.failures", "80");
        properties.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        properties.put("quarkus.http.proxy.allow-x-forwarded", "true");
        properties.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        return properties;
    }

    /** Where its database and its broker are. */
    public Map<String, String> parts() {
        return parts.get();
    }

    public ServiceProcess process() {
        return process;
    }

    /** Calls it, and remembers the tokens of all tests. */
    public TokenClient client() {
        return client;
    }

    public Issuers issuers() {
        return issuers;
    }

    /** The key of the OpenID issuer. */
    public PublicJsonWebKey oidc() {
        return oidc;
    }

    /** The key of Backstage's users. */
    public PublicJsonWebKey users() {
        return users;
    }

    /** The key of Backstage's plugin that may call. */
    public PublicJsonWebKey scaffolder() {
        return scaffolder;
    }

    /** The key of Backstage's plugin that may only send. */
    public PublicJsonWebKey catalog() {
        return catalog;
    }

    /** A token of the OpenID issuer; the same each time. */
    public String bearing(Role role) throws JoseException {
        if (!bearing.containsKey(role)) {
            var token = Jwt.oidc(issuers.issuer(), "somebody").claim("roles", List.of(role.text()));
            bearing.put(role, token.signedBy(oidc));
        }
        return bearing.get(role);
    }

    @Override
    public void close() {
        process.close();
        issuers.close();
        parts.close();
    }
}
