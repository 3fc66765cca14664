package dev.milepost.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.security.caller.Role;
import dev.milepost.testing.Issuers;
import dev.milepost.testing.Jwt;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a configuration trusts, and for what. */
class TokenVerificationFactoryTest {

    @Test
    void mapsClaimsOfIssuer() throws Exception {
        try (var issuers = new Issuers()) {
            var key = issuers.serve(Issuers.OIDC_KEYS, Issuers.elliptic("ci-1"));
            var trust = TokenVerificationFactory.of(
                    config(
                            "ci",
                            Map.of(
                                    "issuer", issuers.issuer(),
                                    "audiences", "milepost",
                                    "name-claim", "repository",
                                    "groups-claim", "teams",
                                    "roles-claim", "ref",
                                    "roles.emitter", "refs/heads/*",
                                    "sources-claim", "build",
                                    "services-claim", "component")),
                    Clock.systemUTC());
            var token = Jwt.oidc(issuers.issuer(), "somebody")
                    .claim("repository", "acme/orders")
                    .claim("teams", List.of("payments"))
                    .claim("ref", "refs/heads/main")
                    .claim("build", "ci/orders/*")
                    .claim("component", "orders");

            var bearer = trust.verify(token.signedBy(key));

            assertThat(bearer.roles()).containsExactly(Role.EMITTER);
            assertThat(bearer.caller().name()).isEqualTo("ci:acme/orders");
            assertThat(bearer.caller().groups()).containsExactly("group:default/payments");
            assertThat(bearer.caller().emitPermissions().allowsSource("ci/orders/7"))
                    .isTrue();
            assertThat(bearer.caller().emitPermissions().allowsSource("ci/bills/7"))
                    .isFalse();
            assertThat(bearer.caller().emitPermissions().allowsService("orders"))
                    .isTrue();
            assertThat(bearer.caller().emitPermissions().allowsService("bills")).isFalse();
            assertThat(bearer.caller().admin()).isFalse();
            var nameless = token.without("repository").signedBy(key);
            assertThatThrownBy(() -> trust.verify(nameless))
                    .hasMessage("The token lacks the claim with the caller's name");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "group", "plugin", "token", "User"})
    void separatesCallersOfIssuers(String name) {
        var issuer = Map.of("issuer", "https://ci.example.com", "audiences", "milepost");
        var prefixed = new HashMap<>(issuer);
        prefixed.put("name-prefix", "ci:");

        assertThatThrownBy(() -> TokenVerificationFactory.of(config(name, issuer), Clock.systemUTC()))
                .isInstanceOf(InvalidAccessConfig.class)
                .hasMessageContaining("milepost.access.issuers." + name);
        assertThat(TokenVerificationFactory.of(config(name, prefixed), Clock.systemUTC()))
                .isNotNull();
    }

    /** Its name becomes a part of the address of its keys. */
    @Test
    void refusesPluginNamesWithPathCharacters() {
        var properties = Map.of(
                "milepost.access.backstage.main.url", "https://backstage.example.com",
                "milepost.access.backstage.main.plugins.\"../evil\"", "reader");

        assertThatThrownBy(() -> TokenVerificationFactory.of(config(properties), Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ","})
    void requiresAudience(String audiences) {
        var issuer = Map.of("issuer", "https://ci.example.com", "audiences", audiences);

        assertThatThrownBy(() -> TokenVerificationFactory.of(config("ci", issuer), Clock.systemUTC()))
                .hasMessageContaining("milepost.access.issuers.ci.audiences");
    }

    private static AccessConfig config(String issuer, Map<String, String> properties) {
        var named = new HashMap<String, String>();
        properties.forEach((name, value) -> named.put("milepost.access.issuers.%s.%s".formatted(issuer, name), value));
        return config(named);
    }

    private static AccessConfig config(Map<String, String> named) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(named, "test", 100))
                .withMapping(AccessConfig.class)
                .build()
                .getConfigMapping(AccessConfig.class);
    }
}
