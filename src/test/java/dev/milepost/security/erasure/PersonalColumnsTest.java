package dev.milepost.security.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every column that can have the name of a person is erased, or has its place here. A new one without a decision fails. */
@QuarkusTest
@Tag("service")
class PersonalColumnsTest {

    /** Names of columns that identify things, in every table. Numbers depend on them. */
    private static final Set<String> IDENTIFIERS = Set.of(
            "source",
            "event_id",
            "service",
            "environment",
            "deployment_id",
            "commit_sha",
            "commits",
            "parent_shas",
            "correlation_id",
            "pipeline_run_id",
            "pull_request",
            "repository",
            "incident_id",
            "task_id",
            "event_key",
            "slo",
            "template",
            "template_version",
            "entity_ref",
            "system",
            "domain",
            "merged_into",
            "remedy_of",
            "remedied_by",
            "telemetry_key");

    /** Names of columns with values that the service makes or that have a fixed form. */
    private static final Set<String> OWN = Set.of(
            "kind",
            "status",
            "tier",
            "rule",
            "action",
            "cause",
            "state",
            "digest",
            "content_hash",
            "lock_digest",
            "parameters_digest",
            "rendered_digest",
            "content_type",
            "format",
            "period",
            "origin",
            "event_tier",
            "version");

    /** The others, by table and column, with the reason. */
    private static final Set<String> OTHERS = new TreeSet<>(List.of(
            // Types and schemas of events.
            "event.type",
            "event.golden",
            "event.dataschema",
            "quarantine.type",
            "quarantine.stage",
            "quarantine.reason",
            // Keys that are services, and topics.
            "outbox.topic",
            "outbox.key",
            "uncounted_event.origin",
            "uncounted_event.reason",
            "github_merge.part",
            "github_push.before_sha",
            "github_push.after_sha",
            "github_review.review",
            "repository_name.name",
            "repository_name.address",
            // Ends of tasks, and what events of their begins have without people.
            "scaffolder_task.install",
            "scaffolder_task.reported_end",
            "scaffolder_task.started",
            "scaffolder_task.ended",
            "backstage_read.install",
            "backstage_read.part",
            "backstage_read.failure",
            // Erased by steps of their own.
            "catalog_entity.content",
            "service_history.team",
            "dimension.team",
            "rendered_base.archive",
            "service_history.risk",
            // Groups.
            "group_member.parent",
            "group_member.child",
            "group_member.declared_by",
            // What is published does not change: docs/privacy.md.
            "registry_files.archive",
            "registry_version.files",
            "registry_version.source",
            "registry_version.lock",
            "registry_version.name",
            "registry_version.precedence",
            "registry_version.superseded_by",
            "registry_version.yank_successor",
            "registry_promotion.name",
            "registry_promotion.channel",
            "registry_promotion.previous_version",
            "rendered_base.origins",
            // Recomputation and rollups. Owners leave the keys with their dimensions.
            "delivery_service.settings",
            "delivery_settings.settings",
            "recomputation_request.artifacts",
            "recomputation_request.incident_sources",
            "recomputation_request.incident_ids",
            "deployment_link.remedy",
            "deployment_link.remedied_with",
            "deployment_link.failed_by",
            "delivery_rollup.scope",
            "delivery_rollup.key",
            "delivery_rollup.lead_sample",
            "delivery_rollup.restore_sample",
            "delivery_rollup.recovery_sample",
            "upgrade_plan_count.to_version",
            "upgrade_plan_count.from_version",
            "campaign.to_version",
            "campaign_service.from_version",
            "upgrade_plan_summary.to_version",
            "upgrade_plan_summary.from_version",
            "service_upgrade.state_key",
            "service_upgrade.offered_key",
            "service_upgrade.campaign",
            "slo_definition.name",
            "slo_outcome.reason",
            "slo_count.outcome",
            "slo_duration.bucket",
            "slo_correction.category",
            "slo_correction.rrule",
            "slo_correction.time_zone",
            "slo_alert.objective",
            "slo_alert.name",
            // Patterns, roles, groups and keys.
            "api_token.hash",
            "api_token.roles",
            "api_token.sources",
            "api_token.services",
            "api_token.groups",
            "signing_key.id",
            "signing_key.jwk",
            "audit_entry.action",
            // Documents are what was signed: docs/privacy.md. Keys never change under their names.
            "evidence.tool",
            "evidence.artifact_digest",
            "evidence.key_name",
            "evidence_document.content",
            "evidence_key.name",
            "evidence_key.public_key",
            "evidence_key.algorithm",
            "evidence_key.fingerprint",
            "evidence_key.services",
            "evidence_type.name",
            // Names of policies, and digests.
            "policy.name",
            "policy_version.name",
            "policy_enforcement.policy",
            "policy_decision.decision",
            "policy_decision.hook",
            "policy_decision.artifact",
            "policy_decision.input_digest",
            "policy_decision.request_digest",
            "policy_result.policy",
            "policy_result.outcome",
            "policy_result.mode",
            "policy_waiver.policy",
            "policy_waiver.artifact_digest",
            // The erasures themselves have no names.
            "erasure.subject",
            "erasure.step",
            "erasure.position",
            "erasure.barrier",
            "erasure.failure",
            "erasure_change.step",
            "erasure_key.key",
            "erased_name.pseudonym",
            "erased_name.person",
            "erased_name.key_id"));

    @Inject
    ErasureSteps steps;

    @Inject
    DataSource database;

    @Test
    void erasesEveryColumnThatMayNamePeople() {
        var erased = erased();
        var undecided = columns().stream()
                .filter(column -> !erased.contains(column) && !OTHERS.contains(column))
                .filter(column -> !IDENTIFIERS.contains(nameOf(column)) && !OWN.contains(nameOf(column)))
                .toList();

        assertThat(undecided).isEmpty();
    }

    @Test
    void namesOnlyColumnsThatExist() {
        assertThat(columns()).containsAll(erased()).containsAll(OTHERS);
        assertThat(OTHERS).doesNotContainAnyElementsOf(erased());
    }

    @Test
    void namesStepsOnce() {
        for (var kind : ErasureKind.values()) {
            assertThat(steps.of(kind)).extracting(ErasureStep::name).doesNotHaveDuplicates();
        }
    }

    private Set<String> erased() {
        var erased = new TreeSet<String>();
        for (var step : steps.of(ErasureKind.PERSON)) {
            if (step instanceof PersonalDataTable table) {
                table.columns().forEach(column -> erased.add(table.name() + "." + column));
            }
        }
        return erased;
    }

    /** Of the tables of the service: without partitions and without those of tests and Flyway. */
    private List<String> columns() {
        return new ArrayList<>(new Sql(database).query("""
                select relname || '.' || attname as name
                from pg_class join pg_namespace on pg_namespace.oid = relnamespace and nspname = 'public'
                join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
                where relkind in ('r', 'p') and not relispartition and relname not like 'flyway%'
                    and obj_description(pg_class.oid) is not null
                    and format_type(atttypid, null) in ('text', 'text[]', 'json', 'jsonb', 'bytea')
                order by 1
                """, row -> row.getString("name")));
    }

    private static String nameOf(String column) {
        return column.substring(column.indexOf('.') + 1);
    }
}
