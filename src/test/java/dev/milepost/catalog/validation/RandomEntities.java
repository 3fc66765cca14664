package dev.milepost.catalog.validation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.catalog.annotations.CatalogSchema;
import java.util.List;
import java.util.Random;

/** Entities that look like such as people write, with any mistakes. */
final class RandomEntities {

    private static final List<String> KINDS =
            List.of("Component", "component", "API", "Resource", "System", "Template", "Group", "Componant");
    private static final List<String> NAMES =
            List.of("payments", "orders", "Orders", "taken", "a b", "x".repeat(70), "");
    private static final List<String> LIFECYCLES = List.of("production", "experimental", "deprecated", "");
    private static final List<String> REFS = List.of(
            "payments",
            "paymnts",
            "group:default/payments",
            "user:jane",
            "shop/orders",
            "component:shop/taken",
            "api:",
            "a/b:c");
    private static final List<String> VALUES = List.of(
            "1",
            "4",
            "tier 3",
            "low",
            "HIGH",
            "jvm",
            "jvm@21",
            "java",
            "ml-model",
            "pci",
            "PCI",
            "internal",
            "k8s",
            "library",
            "true",
            "false",
            "yes",
            "2 days",
            "1/day",
            "a@1",
            "springboot-service@2",
            "node-servce@1.0.0",
            "https://a",
            "taken",
            "blue=production",
            "MRB@2026-02-30",
            "confidental",
            "0o17",
            "1e3",
            "null",
            "~",
            " ",
            "",
            "é\u2028\"'\\",
            "- a",
            "#");

    private RandomEntities() {}

    /** One or some, as JSON. */
    static String json(Random random) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(4); i >= 0; i--) {
            list.add(entity(random));
        }
        return list.toString();
    }

    private static ObjectNode entity(Random random) {
        var entity = JsonNodeFactory.instance.objectNode();
        entity.put("apiVersion", random.nextInt(8) == 0 ? "example.com/v1" : "backstage.io/v1alpha1");
        entity.put("kind", pick(KINDS, random));
        var metadata = entity.putObject("metadata");
        metadata.put("name", pick(NAMES, random));
        if (random.nextInt(3) == 0) {
            metadata.put("namespace", random.nextBoolean() ? "shop" : "My Shop");
        }
        metadata.putArray("tags").add("java");
        var annotations = metadata.putObject("annotations");
        for (int i = random.nextInt(8); i > 0; i--) {
            annotate(annotations, random);
        }
        var spec = entity.putObject("spec");
        spec.put("type", random.nextBoolean() ? "service" : "library");
        spec.put("lifecycle", pick(LIFECYCLES, random));
        if (random.nextInt(6) > 0) {
            spec.put("owner", pick(REFS, random));
        }
        spec.put("system", pick(REFS, random));
        spec.putArray("dependsOn").add(pick(REFS, random)).add(pick(REFS, random));
        return entity;
    }

    private static void annotate(ObjectNode annotations, Random random) {
        var names = CatalogSchema.latest().annotations();
        var name = pick(names, random);
        if (random.nextInt(6) == 0) {
            name = name.substring(0, name.length() - 1);
        }
        var value = pick(VALUES, random);
        switch (random.nextInt(8)) {
            case 0 -> annotations.put(name, random.nextInt(5));
            case 1 -> annotations.put(name, random.nextBoolean());
            case 2 -> annotations.putNull(name);
            case 3 -> annotations.putArray(name).add(value).add(value);
            case 4 -> annotations.putObject(name).put("blue", value);
            default -> annotations.put(name, value);
        }
    }

    private static String pick(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
