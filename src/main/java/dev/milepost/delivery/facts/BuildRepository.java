package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Stores the commits of artifacts. If several builds name an artifact, the earliest one is kept. */
@ApplicationScoped
class BuildRepository {

    private final Sql sql;

    BuildRepository(Sql sql) {
        this.sql = sql;
    }

    /** Upserts builds and returns the artifacts that were unknown or have another commit now. */
    List<Build.Key> upsert(Collection<Build> builds) {
        if (builds.isEmpty()) {
            return List.of();
        }
        return sql.query(
                """
                insert into build as known (service, artifact, commit_sha, event_time, event_key)
                select * from unnest(?::text[], ?::uuid[], ?::text[], ?::timestamptz[], ?::text[])
                    as given (service, artifact, commit_sha, event_time, event_key)
                order by service, artifact
                on conflict (service, artifact) do update
                    set commit_sha = excluded.commit_sha, event_time = excluded.event_time, event_key = excluded.event_key
                    where (excluded.event_time, excluded.event_key) < (known.event_time, known.event_key)
                returning service, artifact
                """,
                BuildRepository::key,
                Sql.column(builds, build -> build.key().service()),
                Sql.column(builds, build -> build.key().artifact()),
                Sql.column(builds, Build::commit),
                Sql.column(builds, build -> build.order().time()),
                Sql.column(builds, build -> build.order().eventKey()));
    }

    /** The commits of those artifacts that a build names. */
    Map<Build.Key, String> findCommits(Collection<Build.Key> artifacts) {
        if (artifacts.isEmpty()) {
            return Map.of();
        }
        return sql
                .query(
                        """
                        select service, artifact, full_commit(service, commit_sha) as commit_sha
                        from unnest(?::text[], ?::uuid[]) as asked (service, artifact)
                        join build using (service, artifact)
                        """,
                        row -> Map.entry(key(row), row.getString("commit_sha")),
                        Sql.column(artifacts, Build.Key::service),
                        Sql.column(artifacts, Build.Key::artifact))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Gives the deployments of these artifacts the commit of the build as their head. Returns those that had another one,
     * without their commits.
     */
    List<Deployment> applyHeads(Collection<Build.Key> artifacts, RecomputationMemory memory) {
        if (artifacts.isEmpty()) {
            return List.of();
        }
        return sql.queryInParts(
                """
                update deployment set commit_sha = full_commit(asked.service, build.commit_sha)
                from unnest(?::text[], ?::uuid[]) as asked (service, artifact)
                join build using (service, artifact)
                where deployment.service = asked.service and deployment.artifact = asked.artifact
                    and deployment.commit_sha is distinct from full_commit(asked.service, build.commit_sha)
                returning %s
                """.formatted(DeploymentRepository.WITHOUT_COMMITS),
                memory.taking(DeploymentRepository::deployment, Deployment::bytes),
                Sql.column(artifacts, Build.Key::service),
                Sql.column(artifacts, Build.Key::artifact));
    }

    private static Build.Key key(ResultSet row) throws SQLException {
        return new Build.Key(row.getString("service"), row.getObject("artifact", UUID.class));
    }
}
