package dev.milepost.security.erasure;

import static dev.milepost.security.erasure.ErasureClient.awaitCompleted;
import static dev.milepost.security.erasure.ErasureClient.erase;
import static dev.milepost.security.erasure.ErasureClient.get;
import static dev.milepost.security.erasure.ErasureClient.isRunning;
import static dev.milepost.security.erasure.ErasureClient.path;
import static dev.milepost.security.erasure.ErasureClient.request;
import static dev.milepost.testing.SloClient.contract;
import static dev.milepost.testing.SloClient.sendAndCount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.KeptTexts;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person is named in everything that can name one, and then erased. */
@QuarkusTest
@Tag("service")
class ErasureTest {

    @Inject
    DataSource database;

    @Inject
    ErasureJob job;

    @Inject
    Erasures erasures;

    private NamedPerson person;
    private KeptTexts kept;
    private String login;
    private String ref;
    private String address;
    private String service;

    @BeforeEach
    void begin() {
        person = new NamedPerson(database);
        kept = person.kept;
        login = person.login;
        ref = person.ref;
        address = person.address;
        service = person.service;
    }

    @Test
    void erasesPersonFromAllTablesWithoutChangingNumbers() {
        person.nameEverywhere();
        var before = person.numbers();
        assertThat(kept.tablesWith(login))
                .contains(
                        "public.api_token",
                        "public.audit_entry",
                        "public.catalog_entity",
                        "public.dimension",
                        "public.incident",
                        "public.incident_report",
                        "public.quarantine",
                        "public.registry_promotion",
                        "public.scaffold_report",
                        "public.scaffold_run",
                        "public.service_history",
                        "public.slo_correction");

        var erasure = erase(ref, address, login);

        assertThat(kept.tablesWith(login)).isEmpty();
        assertThat(kept.tablesWith(login.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(person.numbers()).isEqualTo(before);
        String pseudonym = erasure.path("subject");
        assertThat(pseudonym).startsWith("person-").doesNotContain(login);
        assertThat(kept.tablesWith(pseudonym))
                .contains("public.audit_entry", "public.catalog_entity", "public.dimension", "public.scaffold_run");
        assertThat(erasure.<List<String>>path("changes.what")).contains("event", "audit_entry", "service_history");
        assertThat(erasure.<Integer>path("changes.find { it.what == 'event' }.changed"))
                .isPositive();
        person.teamIs("user:default/" + pseudonym);
    }

    @Test
    void replacesPersonInWhatArrivesLater() {
        sendAndCount(person.deployment("1", ref));
        erase(ref, address, login);

        sendAndCount(person.deployment("2", ref), person.custom(address, ref));
        person.sync();
        person.sendToRawTopic();

        assertThat(kept.tablesWith(login)).isEmpty();
        assertThat(kept.tablesWith(service)).isNotEmpty();
        get("/four-keys?service=" + service + "&" + NamedPerson.MONTH).body("deployment_frequency.count", equalTo(3));
    }

    @Test
    void begunAgainReturnsTheSameJobAndThenTheSamePseudonym() {
        var first = request(ref);
        var again = request(ref);
        assertThat(again.<String>path("subject")).isEqualTo(first.path("subject"));
        awaitCompleted(first.path("id"));
        awaitCompleted(again.path("id"));

        var later = request(ref);

        assertThat(later.<String>path("subject")).isEqualTo(first.path("subject"));
        assertThat(later.<String>path("id")).isNotEqualTo(first.path("id"));
        awaitCompleted(later.path("id"));
    }

    @Test
    void audits() {
        var erasure = request(ref);

        var entries = get("/audit?action=erasures.requested&subject=" + erasure.path("id"))
                .extract();
        assertThat(entries.<List<Object>>path("items")).hasSize(1);
        assertThat(entries.asString()).contains("person-").doesNotContain(login);
        awaitCompleted(erasure.path("id"));
        get("/audit?action=erasures.completed&subject=" + erasure.path("id")).body("items.size()", equalTo(1));
    }

    /** The process ends after each part, and another begins with what is stored. Events arrive meanwhile. */
    @Test
    void goesOnAfterRestarts() {
        for (int i = 0; i < 20; i++) {
            sendAndCount(person.deployment("d" + i, ref));
        }
        var erasure = erasures.requestForPerson(ref, List.of(address, login), "admin");

        for (int restarts = 0; restarts < 2_000 && isRunning(erasure.id()); restarts++) {
            var ended = new AtomicBoolean();
            job.runWith(part -> {
                if (ended.getAndSet(true)) {
                    return false;
                }
                return QuarkusTransaction.requiringNew().call(part::get);
            });
            if (restarts % 10 == 0) {
                sendAndCount(person.deployment("later" + restarts, ref));
            }
        }

        awaitCompleted(erasure.id().toString());
        assertThat(kept.tablesWith(login)).isEmpty();
    }

    /** A part that fails is rolled back as a whole, and does not disturb the job. */
    @Test
    void repeatsFailedParts() {
        sendAndCount(person.deployment("1", ref));
        var erasure = erasures.requestForPerson(ref, List.of(login), "admin");
        var failed = new AtomicBoolean();
        job.runWith(part -> QuarkusTransaction.requiringNew().call(() -> {
            boolean more = part.get();
            if (!failed.getAndSet(true)) {
                throw new IllegalStateException("The process ends before the commit");
            }
            return more;
        }));

        new Sql(database).update("update erasure set retry_at = null where id = ?", erasure.id());
        awaitCompleted(erasure.id().toString());
        assertThat(kept.tablesWith(login)).isEmpty();
    }

    @Test
    void refusesWhatIsNoPerson() {
        for (var name : List.of("group:default/team", "42", "x", "true")) {
            contract()
                    .urlEncodingEnabled(false)
                    .delete(path(name))
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("/problems/invalid-request"))
                    .body("errors.pointer", everyItem(is("ref")));
        }
        contract()
                .urlEncodingEnabled(false)
                .delete(path(ref) + "?also=group:x")
                .then()
                .statusCode(400)
                .body("errors.pointer", everyItem(is("also")));
    }

    @Test
    void answersUnknownErasures() {
        get("/erasures/" + UUID.randomUUID()).statusCode(404).body("type", equalTo("/problems/unknown-erasure"));
    }

    @Test
    void listsErasures() {
        var erasure = request(ref);

        get("/erasures?limit=1000").statusCode(200).body("items.id", hasItem(erasure.<String>path("id")));
        get("/erasures?limit=1").statusCode(200).body("items.size()", equalTo(1));
        awaitCompleted(erasure.path("id"));
    }
}
