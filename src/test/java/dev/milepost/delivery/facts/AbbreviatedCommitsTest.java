package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.EventReaders;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A commit that is named by the first digits of its SHA is the change that begins so, in whatever order events arrive. */
class AbbreviatedCommitsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String FULL = "abcdef0123456789abcdef0123456789abcdef01";
    private static final String OTHER = "1234567089abcdef0123456789abcdef01234567";

    private static Postgres postgres;
    private static Sql sql;
    private static DeliveryReplica replica;

    private int services;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        replica = new DeliveryReplica(postgres, Map.of());
        replica.settings.announce();
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef0, true",
        "abcdef0123456789abcdef0123456789abcdef0, true",
        "abcdef0123456789abcdef0123456789abcdef01, false",
        "abcdef, false",
        "ABCDEF0, false",
        "abcdefg, false"
    })
    void knowsAbbreviations(String commit, boolean isAbbreviated) {
        assertThat(AbbreviatedCommits.isAbbreviated(commit)).isEqualTo(isAbbreviated);
        assertThat(sql.query("select is_abbreviated(?)", row -> row.getBoolean(1), commit))
                .containsExactly(isAbbreviated);
    }

    @Test
    void deliversTheChange() {
        inAnyOrder(
                service -> assertThat(deliveries(service)).containsExactly("d1 head " + FULL),
                change(FULL),
                deployment("d1", "abcdef01"));
    }

    @Test
    void deliversListedChanges() {
        inAnyOrder(
                service -> assertThat(deliveries(service))
                        .containsExactlyInAnyOrder("d1 explicit " + FULL, "d1 explicit " + OTHER),
                change(FULL),
                change(OTHER),
                with(
                        deployment("d1", "abcdef01"),
                        data -> data.putArray("commits").add("1234567")));
    }

    @Test
    void deliversTheChangeOfABuild() {
        inAnyOrder(
                service -> assertThat(deliveries(service)).containsExactly("d1 head " + FULL),
                change(FULL),
                with(
                        event("build.completed", "b1"),
                        data -> data.put("pipeline_run_id", "r")
                                .put("status", "success")
                                .put("artifact", "pkg:oci/a@1")
                                .put("commit_sha", "abcdef01")),
                with(deployment("d1", ""), data -> data.put("artifact", "pkg:oci/a@1")));
    }

    /** The same commit once by its first digits and once whole is one head, so the second deployment repeats the first. */
    @Test
    void takesAbbreviatedAndWholeHeadsForOne() {
        inAnyOrder(
                service -> assertThat(heads(service)).containsExactly(FULL, FULL),
                change(FULL),
                deployment("d1", "abcdef01"),
                deployment("d2", FULL));
    }

    @Test
    void attributesIncidents() {
        inAnyOrder(
                service -> assertThat(sql.query(
                                "select rule || ' ' || deployment_id from incident_link where service = ?",
                                row -> row.getString(1),
                                service))
                        .containsExactly("commit d1"),
                change(FULL),
                deployment("d1", FULL),
                deployment("d2", OTHER),
                with(
                        event("incident.opened", "i1"),
                        data -> data.put("incident_id", data.path("service_id").asText())
                                .put("commit_sha", "abcdef0")));
    }

    @ParameterizedTest
    @CsvSource({
        // Two changes begin so.
        "abcdef0, abcdef0fffffffffffffffffffffffffffffffff",
        // A change has this name.
        "abcdef0, abcdef0",
        // Too few digits.
        "abcdef, 0000000000000000000000000000000000000000"
    })
    void keepsWhatIsNotOneChange(String named, String otherChange) {
        inAnyOrder(
                service -> assertThat(heads(service)).containsExactly(named),
                change(FULL),
                change(otherChange),
                deployment("d1", named));
    }

    /** More than two, so that some arrive when it is ambiguous already. */
    @Test
    void keepsWhatManyChangesBegin() {
        inAnyOrder(
                service -> assertThat(heads(service)).containsExactly("abcdef0", FULL),
                change(FULL),
                change("abcdef0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
                change("abcdef0bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"),
                change("abcdef0cccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"),
                change("abcdef0"),
                deployment("d1", "abcdef0"),
                deployment("d2", "abcdef01"));
    }

    @Test
    void readsAbbreviationsOfAtMost250ListedCommits() {
        inAnyOrder(
                service -> assertThat(deliveries(service)).containsExactly("d1 explicit " + FULL),
                change(FULL),
                change(OTHER),
                with(
                        deployment("d1", "abcdef01"),
                        data -> listing(data.putArray("commits").add("abcdef0"), 249)),
                with(
                        deployment("d2", "1"),
                        data -> listing(data.putArray("commits").add("1234567"), 250)));
    }

    private static void listing(ArrayNode commits, int more) {
        IntStream.range(0, more).mapToObj("c%d"::formatted).forEach(commits::add);
    }

    @Test
    void readsOnlyChangesOfTheService() {
        inAnyOrder(
                service -> assertThat(heads(service)).containsExactly("abcdef01"),
                with(change(FULL), data -> data.put("service_id", "another")),
                deployment("d1", "abcdef01"));
    }

    /** Projects the events of a new service in several orders, one by one and together. */
    private void inAnyOrder(Consumer<String> check, ObjectNode... events) {
        for (int seed = 0; seed < 24; seed++) {
            var service = "%s-%d".formatted(Integer.toHexString(System.identityHashCode(this)), services++);
            // Small seeds alone shuffle alike.
            var random = new Random(seed * 0x9E3779B97F4A7C15L);
            var shuffled = new ArrayList<>(List.of(events));
            Collections.shuffle(shuffled, random);
            var part = new ArrayList<GoldenEvent>();
            for (var event : shuffled) {
                part.add(read(event, service));
                if (random.nextBoolean()) {
                    replica.project(part);
                    part.clear();
                }
                if (random.nextBoolean()) {
                    replica.recomputeAll();
                }
            }
            replica.project(part);
            replica.recomputeAll();

            check.accept(service);
        }
    }

    private static List<String> deliveries(String service) {
        return sql.query("""
                select deployment_id || ' ' || rule || ' ' || commit_sha from delivery where service = ? order by 1
                """, row -> row.getString(1), service);
    }

    private static List<String> heads(String service) {
        return sql.query(
                "select commit_sha from deployment where service = ? order by deployment_id",
                row -> row.getString(1),
                service);
    }

    private static ObjectNode change(String commit) {
        return with(event("change.created", "c" + commit), data -> data.put("commit_sha", commit));
    }

    private static ObjectNode deployment(String id, String commit) {
        return with(event("deploy.completed", id), data -> {
            data.put("deployment_id", id).put("environment", "production").put("status", "success");
            if (!commit.isEmpty()) {
                data.put("commit_sha", commit);
            }
        });
    }

    private static ObjectNode event(String type, String id) {
        var event = JSON.createObjectNode();
        event.put("specversion", "1.0").put("id", id).put("source", type);
        event.put("type", "com.company." + type).put("time", time(type, id).toString());
        event.putObject("data");
        return event;
    }

    /** Changes before deployments before incidents, and each after the one before. */
    private static Instant time(String type, String id) {
        var hour = type.startsWith("change") || type.startsWith("build") ? 8 : type.startsWith("deploy") ? 10 : 12;
        return Instant.parse("2026-06-01T00:00:00Z").plusSeconds(hour * 3600L + id.charAt(1));
    }

    private static ObjectNode with(ObjectNode event, Consumer<ObjectNode> more) {
        more.accept((ObjectNode) event.path("data"));
        return event;
    }

    private static GoldenEvent read(ObjectNode template, String service) {
        var event = template.deepCopy();
        event.put("id", event.path("id").asText() + service);
        var data = (ObjectNode) event.path("data");
        if (!data.has("service_id")) {
            data.put("service_id", service);
        }
        if (data.has("incident_id")) {
            data.put("incident_id", service);
        }
        try {
            return EventReaders.reader()
                    .read(new JsonFormat().deserialize(JSON.writeValueAsBytes(event)), Instant.EPOCH);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
