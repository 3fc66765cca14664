package dev.milepost.security.tokens;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class TokensResourceTest {

    private static final String TOKENS = "/api/v1/access/tokens";

    private final String name = "ci-" + UUID.randomUUID();

    @Inject
    DataSource database;

    @Inject
    ApiTokens tokens;

    @Test
    void returnsSecretOnceAndStoresHash() {
        var created = create("{\"name\": \"%s\", \"roles\": [\"emitter\"], \"services\": [\"orders\"]}".formatted(name))
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("token.sources", equalTo(List.of("*")))
                .body("token.services", equalTo(List.of("orders")))
                .body("token.created_by", equalTo("anonymous"))
                .body("token.last_used_at", nullValue());
        String secret = created.extract().path("secret");

        contract()
                .get(TOKENS)
                .then()
                .statusCode(200)
                .body("items.name", hasItem(name))
                .body("items[0]", not(equalTo(secret)));
        assertThat(contract().get(TOKENS).asString()).doesNotContain(secret);
        var rows =
                new Sql(database).query("select hash from api_token where name = ?", row -> row.getBytes("hash"), name);
        assertThat(rows).containsExactly(TokenSecret.hash(secret));
    }

    @Test
    void recordsUsesByTheMinute() {
        String secret = create(plain()).extract().path("secret");
        var first = Instant.now().plusSeconds(1);

        assertThat(tokens.authenticate(secret, first)).isPresent();
        var lastUse = lastUse();
        tokens.authenticate(secret, first.plusSeconds(30));
        assertThat(lastUse()).isEqualTo(lastUse);
        tokens.authenticate(secret, first.plusSeconds(90));
        assertThat(lastUse()).isNotEqualTo(lastUse).isNotEqualTo("null");
    }

    @Test
    void expiresAndRevokesTokens() {
        var created = create(plain());
        String secret = created.extract().path("secret");
        String id = created.extract().path("token.id");

        assertThat(tokens.authenticate(secret, Instant.now().plus(Duration.ofDays(89))))
                .isPresent();
        assertThat(tokens.authenticate(secret, Instant.now().plus(Duration.ofDays(91))))
                .isEmpty();
        contract().delete(TOKENS + "/" + id).then().statusCode(204);
        contract().delete(TOKENS + "/" + id).then().statusCode(204);

        assertThat(tokens.authenticate(secret, Instant.now())).isEmpty();
        contract()
                .get(TOKENS + "?limit=1000")
                .then()
                .body("items.find { it.id == '%s' }.revoked_at".formatted(id), notNullValue());
        contract().delete(TOKENS + "/" + UUID.randomUUID()).then().statusCode(404);
        assertThat(new Sql(database)
                        .query(
                                "select action from audit_entry where subject = ? order by at",
                                row -> row.getString("action"),
                                name))
                .containsExactly("tokens.created", "tokens.revoked");
    }

    @Test
    void reservesNameUntilRevoked() {
        String id = create(plain()).statusCode(201).extract().path("token.id");

        create(plain()).statusCode(409).body("type", equalTo("/problems/token-name-taken"));

        contract().delete(TOKENS + "/" + id).then().statusCode(204);
        create(plain()).statusCode(201);
    }

    @Test
    void reportsAllErrors() {
        create("""
                {"name": "", "roles": ["king", 1], "sources": "all", "services": [""], "groups": ["platform"],
                 "expires_at": "2001-01-01T00:00:00Z", "colour": "red"}""")
                .statusCode(422)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/name",
                                "/roles",
                                "/roles/0",
                                "/roles/1",
                                "/sources",
                                "/services/0",
                                "/groups/0",
                                "/expires_at",
                                "/colour"));
        create("{\"name\": 7, \"roles\": [\"reader\"]}").statusCode(422).body("errors.pointer", contains("/name"));
        create("[]").statusCode(400);
        create("").statusCode(400);
    }

    @Test
    void pagesThroughTokens() {
        String older = create(plain()).extract().path("token.id");
        String newer = create(plain().replace(name, name + "-2")).extract().path("token.id");

        var page = contract().get(TOKENS + "?limit=1").then().statusCode(200).body("items.id", contains(newer));
        String cursor = page.extract().path("next_cursor");
        contract()
                .get(TOKENS + "?limit=1&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("items.id", contains(older));
        contract().get(TOKENS + "?cursor=nonsense").then().statusCode(400);
    }

    private String plain() {
        return "{\"name\": \"%s\", \"roles\": [\"reader\"]}".formatted(name);
    }

    private String lastUse() {
        return new Sql(database)
                .query(
                        "select last_used_at::text as used from api_token where name = ?",
                        row -> String.valueOf(row.getString("used")),
                        name)
                .get(0);
    }

    private static ValidatableResponse create(String body) {
        return contract()
                .contentType("application/json")
                .body(body)
                .post(TOKENS)
                .then();
    }

    private static RequestSpecification contract() {
        return given().filter(Contract.FILTER);
    }
}
