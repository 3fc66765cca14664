package dev.milepost.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.testing.RoutedServer;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routing of a real HTTP server. */
class TemplateKeysTest {

    private static final String KEY = "0123456789abcdefghijABCDEFGHIJ_-";
    private static final String OTHER = "another-0123456789abcdefghijABCDEF";

    private RoutedServer server;

    @BeforeEach
    void start() throws Exception {
        server = new RoutedServer(
                keys(KEY + "," + OTHER)::route,
                context -> context.response()
                        .end("%s keyed=%s prefix=%s query=%s"
                                .formatted(
                                        context.request().path(),
                                        TemplateKeys.isKeyed(context),
                                        TemplateKeys.prefix(context).orElse("none"),
                                        context.request().query())));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void routesAddressWithKeyWithoutIt() throws Exception {
        assertThat(get("/keys/" + KEY + "/api/v1/backstage/catalog.yaml?a=b").body())
                .isEqualTo("/api/v1/backstage/catalog.yaml keyed=true prefix=/keys/%s query=a=b".formatted(KEY));
        assertThat(get("/keys/" + OTHER + "/api/v1/x").body()).contains("keyed=true");
        assertThat(get("/api/v1/x").body()).contains("keyed=false prefix=none");
    }

    @Test
    void hasNothingAtAddressesWithOtherKeys() throws Exception {
        assertThat(get("/keys/" + KEY + "x/api/v1/x").statusCode()).isEqualTo(404);
        assertThat(get("/keys//api/v1/x").statusCode()).isEqualTo(404);
        assertThat(get("/keys/" + KEY).statusCode()).isEqualTo(404);
        assertThat(get("/keys/" + KEY + "/keys/" + KEY + "/api/v1/x").statusCode())
                .isEqualTo(404);
    }

    @Test
    void letsNobodyWrite() throws Exception {
        var request = HttpRequest.newBuilder(server.at("/keys/" + KEY + "/api/v1/x"))
                .PUT(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(send(request).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesKeysThatCanBeGuessed() {
        assertThatThrownBy(() -> keys("short"))
                .isInstanceOf(InvalidAccessConfig.class)
                .hasMessageContaining("openssl rand -hex 32")
                .hasMessageNotContaining("short");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.at(path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static TemplateKeys keys(String keys) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(AccessConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(Map.of("milepost.access.template-keys", keys), "test", 100))
                .build();
        return new TemplateKeys(config.getConfigMapping(AccessConfig.class));
    }
}
