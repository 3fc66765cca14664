package dev.milepost.security.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.security.caller.Role;
import dev.milepost.security.credentials.TokenVerification.VerifiedBearer;
import dev.milepost.testing.Issuers;
import dev.milepost.testing.Jwt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom tokens make of their bearers. */
class TokenVerificationTest {

    private final TokenFixtures fixtures = parties();

    static TokenFixtures parties() {
        try {
            return new TokenFixtures();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        fixtures.close();
    }

    @Test
    void authenticatesPluginByName() throws Exception {
        var bearer = fixtures.read(Jwt.plugin("scaffolder").signedBy(fixtures.scaffolder));

        assertThat(bearer.caller().name()).isEqualTo("plugin:main/scaffolder");
        assertThat(bearer.caller().admin()).isFalse();
        assertThat(bearer.roles()).containsExactlyInAnyOrder(Role.EMITTER, Role.TEMPLATE_OWNER, Role.READER);
        assertThat(fixtures.read(
                        Jwt.plugin("search").claim("aud", List.of("x", "proxy")).signedBy(fixtures.search)))
                .extracting(VerifiedBearer::roles)
                .isEqualTo(Set.of(Role.READER));
    }

    @Test
    void authenticatesUserByOwnership() throws Exception {
        var admin = user("user:default/Jane").claim("ent", List.of("user:default/jane", "group:default/platform"));
        var reader = user("user:default/jim").claim("ent", List.of());

        assertThat(fixtures.read(admin.signedBy(fixtures.users)).caller()).satisfies(jane -> {
            assertThat(jane.name()).isEqualTo("user:default/jane");
            assertThat(jane.groups()).contains("group:default/platform");
            assertThat(jane.admin()).isTrue();
        });
        assertThat(fixtures.read(reader.signedBy(fixtures.users)).roles()).containsExactly(Role.READER);
        assertThat(fixtures.issuers.asked()).doesNotContain(Issuers.USER_INFO);
    }

    @Test
    void fetchesMissingClaimsFromBackstage() throws Exception {
        fixtures.issuers.answer(
                Issuers.USER_INFO, "{\"claims\": {\"sub\": \"user:default/jo\", \"ent\": [\"group:default/team-a\"]}}");

        var bearer = fixtures.read(user("user:default/jo").signedBy(fixtures.users));

        assertThat(bearer.caller().groups()).containsExactlyInAnyOrder("group:default/team-a", "user:default/jo");
        assertThat(bearer.roles()).containsExactlyInAnyOrder(Role.READER, Role.TEMPLATE_OWNER);
    }

    @Test
    void grantsIntersectionOfPluginAndUserRoles() throws Exception {
        fixtures.issuers.answer(Issuers.USER_INFO, "{\"claims\": {\"ent\": [\"group:default/platform\"]}}");
        var jane = Jwt.limitedUser("user:default/jane").signedBy(fixtures.users);

        var byScaffolder =
                fixtures.read(Jwt.plugin("scaffolder").claim("obo", jane).signedBy(fixtures.scaffolder));
        var bySearch = fixtures.read(Jwt.plugin("search").claim("obo", jane).signedBy(fixtures.search));

        assertThat(byScaffolder.caller().name()).isEqualTo("user:default/jane");
        assertThat(byScaffolder.caller().groups()).contains("group:default/platform");
        assertThat(byScaffolder.caller().admin()).isFalse();
        assertThat(byScaffolder.roles()).containsExactlyInAnyOrder(Role.EMITTER, Role.TEMPLATE_OWNER, Role.READER);
        assertThat(bySearch.roles()).containsExactly(Role.READER);
    }

    @Test
    void expiresWithEarlierOfBothTokens() throws Exception {
        fixtures.issuers.answer(Issuers.USER_INFO, "{\"claims\": {\"ent\": []}}");
        var soon = Instant.ofEpochSecond(Instant.now().plusSeconds(60).getEpochSecond());
        var lasting = Jwt.limitedUser("user:default/jane").signedBy(fixtures.users);
        var brief = Jwt.limitedUser("user:default/jane")
                .claim("exp", soon.getEpochSecond())
                .signedBy(fixtures.users);
        var plugin = Jwt.plugin("search").claim("obo", brief);
        var briefPlugin = Jwt.plugin("search").claim("obo", lasting).claim("exp", soon.getEpochSecond());

        assertThat(fixtures.read(plugin.signedBy(fixtures.search)).expiresAt()).isEqualTo(soon);
        assertThat(fixtures.read(briefPlugin.signedBy(fixtures.search)).expiresAt())
                .isEqualTo(soon);
    }

    @Test
    void grantsUserNoRoleOfPlugin() throws Exception {
        fixtures.issuers.answer(Issuers.USER_INFO, "{\"claims\": {\"ent\": []}}");
        var jim = Jwt.limitedUser("user:default/jim").signedBy(fixtures.users);

        var bearer = fixtures.read(Jwt.plugin("scaffolder").claim("obo", jim).signedBy(fixtures.scaffolder));

        assertThat(bearer.roles()).containsExactly(Role.READER);
    }

    @Test
    void mapsClaimsOfIssuer() throws Exception {
        var token = Jwt.oidc(fixtures.issuers.issuer(), "orders")
                .header("typ", "at+jwt")
                .claim("groups", List.of("Payments"))
                .claim("realm_access", Map.of("roles", List.of("ci-build")))
                .claim("sources", List.of("https://ci.example.com/orders/*"));

        var bearer = fixtures.read(token.signedBy(fixtures.oidc));

        assertThat(bearer.roles()).containsExactly(Role.EMITTER);
        assertThat(bearer.caller().name()).isEqualTo("ci:orders");
        assertThat(bearer.caller().groups()).containsExactly("group:default/payments");
        assertThat(bearer.caller().emitPermissions().allowsSource("https://ci.example.com/orders/1"))
                .isTrue();
        assertThat(bearer.caller().emitPermissions().allowsSource("https://ci.example.com/bills/1"))
                .isFalse();
        assertThat(bearer.caller().emitPermissions().allowsService(null)).isTrue();
    }

    @Test
    void emitsNothingWithoutSourceClaim() throws Exception {
        var bearer = fixtures.read(
                Jwt.oidc(fixtures.issuers.issuer(), "orders").without("sources").signedBy(fixtures.oidc));

        assertThat(bearer.caller().emitPermissions().allowsSource("https://ci.example.com"))
                .isFalse();
        assertThat(bearer.caller().emitPermissions().isUnrestricted()).isFalse();
    }

    @Test
    void toleratesClockSkew() throws Exception {
        var token = user("user:default/jane")
                .claim("ent", List.of())
                .without("iat")
                .claim("exp", fixtures.now().minusSeconds(20).getEpochSecond())
                .signedBy(fixtures.users);

        assertThat(fixtures.refusal(token)).startsWith("read: ");

        fixtures.pass(Duration.ofSeconds(20));
        assertThat(fixtures.refusal(token)).isEqualTo("The token has expired");
    }

    @Test
    void answersUnavailableDuringBackstageOutage() throws Exception {
        fixtures.issuers.answerWith(503);
        var token = user("user:default/jane").claim("ent", List.of()).signedBy(fixtures.users);

        assertThatThrownBy(() -> fixtures.read(token)).isInstanceOf(KeysUnreachable.class);

        fixtures.issuers.answerWith(200);
        fixtures.pass(KeySetCache.MIN_REFRESH_INTERVAL);
        assertThat(fixtures.read(token).roles()).containsExactly(Role.READER);
    }

    private Jwt user(String ref) {
        return Jwt.user(fixtures.issuers.url(), ref);
    }
}
