package dev.milepost.security.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.ErasureStep.ErasureScope;
import dev.milepost.testing.KeptTexts;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A row of every table that may name a person, in every column that may, and all steps. The transaction is rolled back, so
 * that the service never sees the rows.
 */
@QuarkusTest
@Tag("service")
class PersonalDataTablesTest {

    /** REF, SHORT and MAIL stand for the names. */
    private static final List<String> ROWS = List.of(
            """
            insert into event (identity, received_on, received_at, time, source, event_id, type, golden, service, subject,
                extensions, data, data_base64)
            select gen_random_uuid(), current_date, now(), now(), 's', n::text, 'deploy',
                case n when 1 then 'deploy.completed' end, case n when 1 then 'svc' else 'REF' end, 'REF', '{"by": "MAIL"}',
                '{"service_id": "svc", "initiator": "REF"}', false
            from generate_series(1, 2) n
            """,
            """
            insert into quarantine (id, stage, quarantined_at, service, reason, detail, faults, record_key, headers, payload)
            values (gen_random_uuid(), 'enrichment', now(), 'REF', 'r', 'not REF', '[{"detail": "MAIL"}]', 'MAIL',
                '{"ce_by": "REF"}', convert_to('{"data": {"by": "REF"}', 'UTF8'))
            """,
            "insert into outbox (topic, key, value, content_type) values ('t', 'k', convert_to('{\"by\": \"REF\"}', 'UTF8'), 'j')",
            "insert into github_merge values ('r', 'c', 'push', '{\"by\": \"REF\"}', now())",
            """
            insert into catalog_entity (entity_ref, kind, content, content_hash, changed_at, processed_at)
            values ('group:test/g', 'group', '{"kind": "Group", "metadata": {"name": "g", "description": "MAIL"},
                "spec": {"owner": "SHORT", "members": ["REF", "joe"]}}', 'h', now(), now())
            """,
            "insert into service_history (service, valid_from, origin, team) values ('svc', '2020-01-01Z', 'catalog', 'SHORT')",
            "insert into dimension (service, team) values ('svc', 'SHORT')",
            """
            insert into registry_version (kind, name, version, precedence, prerelease, owner, digest, manifest, format,
                document, lock, published_at, published_by, deprecated_at, deprecated_by, deprecation, yanked_at, yanked_by, yank)
            values ('golden-path', 'n', '1.0.0', '1', false, 'REF', 'd', 'owner: REF', 'YAML', '{"metadata": {"owner": "REF"}}',
                '{}', now(), 'REF', now(), 'REF', 'MAIL', now(), 'REF', 'MAIL')
            """,
            """
            insert into registry_promotion (name, channel, version, promoted_at, promoted_by, reason)
            values ('n', 'c', 'v', now(), 'REF', 'MAIL')
            """,
            "insert into incident (source, incident_id, service, tier, severity) values ('s', 'i', 'svc', 'production', 'by MAIL')",
            """
            insert into incident_report (source, incident_id, identity, event_time, event_key, action, service, severity)
            values ('s', 'i', gen_random_uuid(), now(), 's', 'opened', 'svc', 'by MAIL')
            """,
            """
            insert into scaffold_report (identity, source, task_id, at, event_key, template, team, initiator, entity_refs,
                has_parameters)
            values (gen_random_uuid(), 's', 't', now(), 's', 't', 'SHORT', 'REF', array['REF', 'component:x'], true)
            """,
            """
            insert into scaffold_run (source, task_id, team, initiator, entity_refs, parameters, failure)
            values ('s', 't', 'SHORT', 'REF', array['REF'], '{"mail": "MAIL"}', 'MAIL')
            """,
            """
            insert into rendered_base (lock_digest, parameters_digest, rendered_digest, archive, origins, rendered_at)
            values ('l', 'p', 'r', convert_to('catalog-info.yaml: owner: REF', 'UTF8') || '\\x00'::bytea, '{}', now())
            """,
            "insert into slo_definition values ('n-test', 1, '[{\"by\": \"REF\"}]', 'REF', now())",
            "insert into slo_indicator (digest, documents, began_at) values ('d-test', '[{\"by\": \"REF\"}]', now())",
            """
            insert into slo_counted_definition values ('n-test', 1, 'd', '[{"by": "REF"}]',
                (select id from slo_indicator where digest = 'd-test'), now())
            """,
            """
            insert into slo_outcome (indicator, key, events, kind, reason, at, team, step)
            values ((select id from slo_indicator where digest = 'd-test'), gen_random_uuid(), '[{"by": "REF"}]', 'BAD', '',
                now(), 'SHORT', 'MAIL')
            """,
            """
            insert into slo_correction (id, service, reason, from_at, to_at, ends_at, added_by, added_at, revoked_by, revoked_at)
            values (gen_random_uuid(), 's', 'MAIL', '2020-01-01Z', '2020-01-02Z', '2020-01-02Z', 'REF', now(), 'REF', now())
            """,
            "insert into slo_gate_policy values (1000000, '{\"by\": \"REF\"}', 'REF', now())",
            """
            insert into slo_alert values ('n-test', 'o', 'DATA', 'x', 1, now(), null, '{"by": "REF"}', false, '{"by": "MAIL"}')
            """,
            "insert into audit_entry values (gen_random_uuid(), now(), 'REF', 'a', 'REF', '{\"a\": \"MAIL\"}', '{\"b\": \"REF\"}')",
            """
            insert into api_token (id, name, hash, roles, sources, services, groups, created_at, created_by, expires_at,
                revoked_at, revoked_by)
            values (gen_random_uuid(), 'MAIL', sha256(convert_to('MAIL', 'UTF8')), '{emitter}', '{}', '{}', '{}', now(), 'REF',
                now() + interval '1 day', now(), 'REF')
            """,
            "insert into erasure (id, kind, subject, requested_by, requested_at) values (gen_random_uuid(), 'person', 'p', 'REF', now())");

    @Inject
    ErasureSteps steps;

    @Inject
    DataSource database;

    /** The log makes it with the first event of the day. */
    private static void makePartitionOfToday(Sql sql) {
        given().contentType("application/cloudevents+json")
                .body("""
                        {"specversion": "1.0", "id": "first", "source": "erased-tables", "type": "com.company.build.note",
                         "time": "2026-06-10T12:50:00Z", "data": {}}""")
                .post("/api/v1/events")
                .then()
                .statusCode(202);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !sql.query("select from event where source = 'erased-tables'", row -> 1)
                        .isEmpty());
    }

    @Test
    void leavesNoNameInAnyTable() {
        var login = "zoe" + UUID.randomUUID().toString().substring(0, 8);
        var ref = "user:default/" + login;
        var address = login + "@example.com";
        var sql = new Sql(database);
        makePartitionOfToday(sql);
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(300));
        try {
            var kept = KeptTexts.sinceNow(database);
            for (var row : ROWS) {
                sql.update(row.replace("REF", ref)
                        .replace("SHORT", "user:" + login)
                        .replace("MAIL", address));
            }
            assertThat(kept.tablesWith(login)).hasSize(ROWS.size());

            var scope = new ErasureScope("person-1", TestErasedNames.of(ref, address, login));
            steps.of(ErasureKind.PERSON).forEach(step -> runAll(step, scope));

            assertThat(kept.tablesWith(login)).isEmpty();
            assertThat(kept.tablesWith("person-1")).hasSizeGreaterThanOrEqualTo(ROWS.size() - 2);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private static void runAll(ErasureStep step, ErasureScope scope) {
        String position = null;
        do {
            position = step.run(scope, position).position();
        } while (position != null);
    }
}
