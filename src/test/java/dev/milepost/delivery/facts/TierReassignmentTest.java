package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.contract.EventReaders;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tier of a fact: what its events name, else what the catalog does, else that of the environment's name. */
class TierReassignmentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Postgres postgres;
    private static Sql sql;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @Test
    void prefersEventsToTheCatalogAndTheCatalogToNames() {
        var replica = new DeliveryReplica(postgres, Map.of());
        replica.settings.announce();
        sql.update(
                "insert into service_environment (service, environment, tier) values ('payments', 'blue', 'production')");
        replica.project(List.of(
                event("deploy.completed", "named", "prod", ""),
                event("deploy.completed", "overridden", "Blue", ""),
                event("deploy.completed", "said", "Blue", "staging"),
                event("deploy.completed", "other", "green", ""),
                event("incident.opened", "overridden", "blue", ""),
                event("incident.opened", "said", "prod", "testing")));

        replica.recomputeAll();

        assertThat(sql.query(
                        "select deployment_id || ' ' || tier from deployment_link order by 1", row -> row.getString(1)))
                .containsExactly("named production", "other other", "overridden production", "said staging");
        assertThat(sql.query(
                        "select incident_id || ' ' || tier from incident_link order by 1", row -> row.getString(1)))
                .containsExactly("overridden production", "said testing");
    }

    private static GoldenEvent event(String type, String id, String environment, String tier) {
        var event = JSON.createObjectNode();
        event.put("specversion", "1.0").put("id", id).put("source", type);
        event.put("type", "com.company." + type).put("time", "2026-06-01T10:00:00Z");
        var data = event.putObject("data").put("service_id", "payments").put("environment", environment);
        if (type.startsWith("deploy")) {
            data.put("deployment_id", id).put("status", "success");
        } else {
            data.put("incident_id", id);
        }
        if (!tier.isEmpty()) {
            data.put("environment_tier", tier);
        }
        try {
            return EventReaders.reader()
                    .read(new JsonFormat().deserialize(JSON.writeValueAsBytes(event)), Instant.EPOCH);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
