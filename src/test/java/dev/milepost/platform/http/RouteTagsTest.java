package dev.milepost.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class RouteTagsTest {

    private static final Pattern URI = Pattern.compile("^http_server_.*uri=\"([^\"]*)\"", Pattern.MULTILINE);
    private static final Pattern METHOD = Pattern.compile("^http_server_.*method=\"([^\"]*)\"", Pattern.MULTILINE);

    private static final List<String> PATHS = List.of(
            "/%s",
            "/%s/%s",
            "/api/v1/%s",
            "/api/v1/events/%s",
            "/api/v1/slos/%s",
            "/api/v1/slos/%s/%s",
            "/api/v1/slos/%s/bad-events",
            "/api/v1/templates/%s/versions/%s",
            "/api/v1/modules/%s/versions/1.0.0/files/%s",
            "/api/v1/catalog/entities/%s",
            "/api/v1/correlations/%s",
            "/problems/%s",
            "/webhooks/%s",
            "/webhooks/%s/%s",
            "/q/%s",
            "/q/health/%s",
            "/q/health/group/%s",
            "/q/metrics/%s",
            "/q/swagger-ui/%s",
            "//api//v1//slos/%s",
            "/api/v1/slos/%s/",
            "/api/v1/slos;a=%s",
            "/%%2e%%2e/%s");

    @Test
    void recordsOnlyExistingRoutesAndMethods() {
        var random = "zz" + Long.toHexString(System.nanoTime());
        for (var method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "ZZ" + random)) {
            for (var path : PATHS) {
                given().urlEncodingEnabled(false)
                        .redirects()
                        .follow(false)
                        .contentType("text/" + random)
                        .header("Authorization", "Bearer " + random)
                        .request(method, path.formatted(random, random));
            }
        }
        given().get("/api/v1/slos/" + random);
        given().get("/api/v1/catalog/entities/component:default/" + random);
        given().get("/api/v1/correlations/a/b/" + random);

        var metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();

        assertThat(metrics).doesNotContain(random);
        assertThat(found(URI, metrics))
                .contains("/api/v1/slos/{name}", "UNKNOWN", "NOT_FOUND")
                .anyMatch(uri -> uri.startsWith("/api/v1/catalog/entities/{ref"))
                .anyMatch(uri -> uri.startsWith("/api/v1/correlations/{id"));
        assertThat(found(METHOD, metrics)).contains("GET", "UNKNOWN");
    }

    private static Set<String> found(Pattern pattern, String text) {
        var found = new TreeSet<String>();
        for (var matcher = pattern.matcher(text); matcher.find(); ) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
