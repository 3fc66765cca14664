package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.testing.oracle.CatalogRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/** Events and owners of services, and questions about June and July 2026. */
final class FourKeysEvents {

    private FourKeysEvents() {}

    static ObjectNode deployment(String service, String id, Instant finished) {
        var event = event("deploy.completed", service, id, finished);
        ((ObjectNode) event.path("data"))
                .put("deployment_id", id)
                .put("environment", "production")
                .put("status", "success");
        return event;
    }

    static ObjectNode change(String service, String commit, Instant committed) {
        var event = event("change.created", service, commit, committed);
        ((ObjectNode) event.path("data")).put("commit_sha", commit);
        return event;
    }

    static ObjectNode event(String type, String service, String id, Instant time) {
        var event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0").put("id", id).put("source", service);
        event.put("type", "com.company." + type).put("time", time.toString());
        event.putObject("data").put("service_id", service);
        return event;
    }

    static CatalogRecord owner(String service, String team) {
        return new CatalogRecord(service, Instant.EPOCH, team, null, null, null, null);
    }

    /** A question about June and July, with more parameters as name and value in turn. */
    static JsonNode ask(String... more) {
        var params = new LinkedHashMap<String, List<String>>();
        params.put("from", List.of("2026-06-01"));
        params.put("to", List.of("2026-08-01"));
        for (int i = 0; i < more.length; i += 2) {
            params.put(more[i], List.of(more[i + 1]));
        }
        return EmptiedDatabase.ask(params);
    }
}
