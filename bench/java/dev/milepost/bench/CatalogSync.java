package dev.milepost.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** How fast a catalog gets in: the first time, when nothing has changed, and when some of it has. */
final class CatalogSync {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ENTITIES = 10_000;
    private static final int BATCH = 500;
    private static final int SINGLES = 4_000;
    private static final int CONNECTIONS = 8;

    private final Site site;
    private final Report report;

    CatalogSync(Site site, Report report) {
        this.site = site;
        this.report = report;
    }

    void measure() {
        report.title("Catalog of %,d components in 100 systems of 50 groups, batches of %d, one connection"
                .formatted(ENTITIES, BATCH));
        put(batches(entities("warm", ENTITIES / 5, n -> false)), 1, "created");
        report.figure("created", rate(entities("c", ENTITIES, n -> false), "created"));
        long start = System.nanoTime();
        site.api().awaitNoLag();
        report.line("  %.1f s later its events and recomputations are processed"
                .formatted((System.nanoTime() - start) / 1e9));
        report.figure("unchanged", rate(entities("c", ENTITIES, n -> false), "unchanged"));
        var changed = entities("c", ENTITIES, n -> n % 10 == 0);
        start = System.nanoTime();
        put(batches(changed), 1, "unchanged", "updated");
        report.figure("one in ten with another owner", ENTITIES * 1e9 / (System.nanoTime() - start));
        singles(changed.subList(0, SINGLES));
    }

    /** As a catalog processor sends them that takes each entity for itself. */
    private void singles(List<JsonNode> entities) {
        var bodies = entities.stream().map(entity -> body(List.of(entity))).toList();
        put(bodies.subList(0, SINGLES / 4), CONNECTIONS, "unchanged");
        long start = System.nanoTime();
        put(bodies, CONNECTIONS, "unchanged");
        report.figure(
                "unchanged, one entity a request, %d connections".formatted(CONNECTIONS),
                SINGLES * 1e9 / (System.nanoTime() - start));
    }

    private double rate(List<JsonNode> entities, String expected) {
        var bodies = batches(entities);
        long start = System.nanoTime();
        put(bodies, 1, expected);
        return entities.size() * 1e9 / (System.nanoTime() - start);
    }

    private void put(List<byte[]> bodies, int connections, String... expected) {
        var next = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(connections);
        var running = IntStream.range(0, connections)
                .mapToObj(c -> threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
                        check(site.api().put("/api/v1/catalog/entities", bodies.get(i)), expected);
                    }
                    return null;
                }))
                .toList();
        try {
            for (var one : running) {
                one.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void check(JsonNode receipt, String... expected) {
        long counted = 0;
        for (var word : expected) {
            counted += receipt.path(word).asLong();
        }
        if (counted != receipt.path("entities").size()) {
            throw new IllegalStateException("Not %s: %s".formatted(List.of(expected), receipt));
        }
    }

    private static List<byte[]> batches(List<JsonNode> entities) {
        return IntStream.iterate(0, i -> i < entities.size(), i -> i + BATCH)
                .mapToObj(i -> body(entities.subList(i, Math.min(entities.size(), i + BATCH))))
                .toList();
    }

    private static byte[] body(List<JsonNode> entities) {
        var body = JSON.createObjectNode();
        var list = body.putArray("entities");
        entities.forEach(entity -> list.addObject().set("entity", entity));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<JsonNode> entities(String prefix, int count, IntPredicate changed) {
        var entities = new ArrayList<JsonNode>();
        for (int n = 0; n < count; n++) {
            entities.add(component(prefix + n, n, changed.test(n)));
        }
        return entities;
    }

    private static ObjectNode component(String name, int n, boolean changed) {
        var entity = JSON.createObjectNode();
        entity.put("apiVersion", "backstage.io/v1alpha1").put("kind", "Component");
        var metadata = entity.putObject("metadata");
        metadata.put("name", name)
                .put("namespace", "default")
                .put("description", "Takes orders and hands them on to whoever packs them, number " + n);
        metadata.putArray("tags").add("java").add("orders").add("rest");
        metadata.putObject("annotations")
                .put("backstage.io/source-location", "url:https://git.example.com/shop/" + name + "/")
                .put("milepost.dev/runtime", "jvm@21")
                .put("milepost.dev/deploy-type", "kubernetes")
                .put("milepost.dev/compliance-level", n % 7 == 0 ? "pci" : "internal")
                .put("milepost.dev/tier", Integer.toString(1 + n % 4))
                .put("milepost.dev/risk", "medium")
                .put("milepost.dev/template", "springboot-service@2." + n % 9 + ".0");
        entity.putObject("spec")
                .put("type", "service")
                .put("lifecycle", "production")
                .put("owner", "group:default/team-" + (changed ? n + 1 : n) % 50)
                .put("system", "system-" + n % 100);
        return entity;
    }
}
