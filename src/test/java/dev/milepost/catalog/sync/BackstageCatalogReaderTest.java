package dev.milepost.catalog.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.security.backstage.BackstageFailure;
import dev.milepost.security.backstage.BackstageReads.Lease;
import dev.milepost.testing.BackstageServer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalog is read over HTTP from a server that answers as Backstage does. */
class BackstageCatalogReaderTest implements BackstageCatalogReader.Target, Lease {

    private static final Instant NOW = Instant.parse("2026-06-10T10:00:00Z");

    private final List<JsonNode> synced = new ArrayList<>();
    private final List<JsonNode> completed = new ArrayList<>();
    private BackstageServer backstage;
    private int extended;

    @BeforeEach
    void start() throws IOException {
        backstage = new BackstageServer();
    }

    @AfterEach
    void stop() {
        backstage.close();
    }

    @Override
    public SyncReceipt sync(JsonNode body) {
        var reader = new SyncRequestReader(NOW).read(body);
        body.path("entities").forEach(synced::add);
        return SyncReceipt.of(reader.rejected());
    }

    @Override
    public void complete(JsonNode body) {
        completed.add(body);
    }

    @Override
    public @Nullable Instant readUntil() {
        return null;
    }

    @Override
    public void extend() {
        extended++;
    }

    @Test
    void readsAllPagesAndCompletesFullSync() throws BackstageFailure {
        for (int i = 0; i < 5; i++) {
            backstage.addEntity("Component", "Service-" + i);
        }

        read(Map.of("catalog.page-size", "2", "catalog.filters", "kind=component\\,spec.type=service,kind=api"));

        assertThat(synced).hasSize(5);
        assertThat(completed).hasSize(1);
        assertThat(completed.get(0).path("as_of").asText()).isEqualTo(NOW.toString());
        assertThat(completed.get(0).path("entity_refs"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "component:default/service-0",
                        "component:default/service-1",
                        "component:default/service-2",
                        "component:default/service-3",
                        "component:default/service-4");
        assertThat(extended).isEqualTo(3);
        var path = "/api/catalog/entities/by-query?limit=2&fields=apiVersion,kind,metadata,spec";
        assertThat(backstage.requests().get(0))
                .isEqualTo(path + "&filter=kind=component,spec.type=service&filter=kind=api");
        assertThat(backstage.requests().get(1)).startsWith(path + "&cursor=").doesNotContain("filter");
    }

    @Test
    void statesNoChangeTimes() throws BackstageFailure {
        backstage.addEntity("Component", "payments-api");

        read(Map.of());

        var arrival =
                new SyncRequestReader(NOW).read(body(synced.get(0))).upserts().get(0);
        assertThat(arrival.changedAt()).isNull();
        assertThat(arrival.effectiveFrom()).isNull();
        assertThat(arrival.entity().content().has("relations")).isFalse();
    }

    @Test
    void keepsEntityThatIsNotStoredInTheList() throws BackstageFailure {
        backstage.addEntity("Component", "payments-api").withObject("/metadata").putArray("annotations");

        read(Map.of());

        assertThat(completed.get(0).path("entity_refs"))
                .extracting(JsonNode::asText)
                .containsExactly("component:default/payments-api");
    }

    @Test
    void readsSmallerPagesWhereEntitiesAreLarge() throws BackstageFailure {
        for (int i = 0; i < 6; i++) {
            backstage.addEntity("API", "api-" + i).withObject("/spec").put("definition", "x".repeat(4 << 20));
        }

        read(Map.of("catalog.page-size", "4"));

        assertThat(completed.get(0).path("entity_refs")).hasSize(6);
        assertThat(backstage.requests().get(1)).contains("limit=1&");
    }

    @Test
    void completesNothingIfPageFails() {
        for (int i = 0; i < 4; i++) {
            backstage.addEntity("Component", "service-" + i);
        }
        backstage.failNext(200);
        backstage.failNext(500);

        assertThatThrownBy(() -> read(Map.of("catalog.page-size", "2")))
                .isInstanceOf(BackstageFailure.class)
                .hasMessage("/api/catalog/entities/by-query returned status 500");

        assertThat(synced).hasSize(2);
        assertThat(completed).isEmpty();
    }

    @Test
    void saysWhatToCheckWhereTokenIsNotAccepted() {
        backstage.failNext(403);

        assertThatThrownBy(() -> read(Map.of("token", "secret-token")))
                .hasMessageContaining("milepost.backstage.main.token")
                .hasMessageNotContaining("secret-token");
    }

    private void read(Map<String, String> properties) throws BackstageFailure {
        new BackstageCatalogReader(backstage.install(properties), this).read(this, NOW);
    }

    private static JsonNode body(JsonNode item) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray("entities").add(item);
        return body;
    }
}
