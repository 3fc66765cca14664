package dev.milepost.delivery.facts;

import dev.milepost.delivery.facts.ChainHistoryRepository.CommitKey;
import dev.milepost.delivery.facts.ChangeRepository.UpsertedChange;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Commits that events name by the first 7 to 39 digits of their SHA. They mean the only change of the service that begins so,
 * which the function {@code full_commit} finds. A change that arrives later can make one known or ambiguous.
 */
@ApplicationScoped
class AbbreviatedCommits {

    /**
     * Of a deployment that lists more commits, only the head may be abbreviated: all are looked up again whenever a
     * change makes one of them known.
     */
    private static final int MOST_LISTED = 250;

    /** Each beginning of a new change is looked up by itself, because all commits that are named may begin alike. */
    static final String NAMED = """
            with beginning as (
                select service, left(commit_sha, digits) as commit_sha, count(*) as arrived
                from unnest(?::text[], ?::text[]) as arrived (service, commit_sha)
                cross join generate_series(7, 39) as digits
                where is_full_sha(commit_sha) or is_abbreviated(commit_sha) and length(commit_sha) = digits
                group by 1, 2
            ), named as materialized (
                select this.*
                from beginning as this cross join lateral (
                    (select from abbreviated_commit one
                        where one.service collate "POSIX" = this.service and one.commit_sha = this.commit_sha
                        limit 1)
                    union all
                    (select from build one
                        where one.service collate "POSIX" = this.service and one.commit_sha = this.commit_sha
                            and is_abbreviated(one.commit_sha)
                        limit 1)
                    union all
                    (select from incident one
                        where one.service collate "POSIX" = this.service and one.commit_sha = this.commit_sha
                            and is_abbreviated(one.commit_sha)
                        limit 1)
                    limit 1
                ) as any_one
            )
            select service, commit_sha from named
            where not exists (
                select from change
                where change.service = named.service collate "ucs_basic" and is_full_sha(change.commit_sha)
                    and change.commit_sha >= named.commit_sha and change.commit_sha < named.commit_sha || 'g'
                offset named.arrived + 1)
            """;

    private final Sql sql;

    AbbreviatedCommits(Sql sql) {
        this.sql = sql;
    }

    private record NamedCommit(Deployment.Key key, String commit) {}

    /** Replaces the abbreviated commits that the events of deployments name, and remembers them. */
    void replace(Map<Deployment.Key, Deployment> deployments) {
        var named = deployments.values().stream()
                .flatMap(deployment -> of(deployment).map(commit -> new NamedCommit(deployment.key(), commit)))
                .toList();
        if (named.isEmpty()) {
            return;
        }
        remember(named);
        var full = find(named.stream()
                .map(one -> new CommitKey(one.key().service(), one.commit()))
                .collect(Collectors.toSet()));
        deployments.replaceAll((key, deployment) ->
                replaced(deployment, commit -> full.getOrDefault(new CommitKey(key.service(), commit), commit)));
    }

    /** The head of a build of the artifact is replaced where builds are read. */
    private static Stream<String> of(Deployment deployment) {
        var listed = deployment.commits();
        return Stream.concat(
                        deployment.artifact() == null ? Stream.ofNullable(deployment.commit()) : Stream.empty(),
                        listed == null || listed.size() > MOST_LISTED ? Stream.empty() : listed.stream())
                .filter(AbbreviatedCommits::isAbbreviated)
                .distinct();
    }

    static boolean isAbbreviated(String commit) {
        return commit.length() >= 7
                && commit.length() < 40
                && commit.chars().allMatch(digit -> digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f');
    }

    private static Deployment replaced(Deployment deployment, UnaryOperator<String> full) {
        var head = deployment.commit();
        var listed = deployment.commits();
        return deployment
                .withHead(head == null ? null : full.apply(head))
                .withCommits(listed == null ? null : listed.stream().map(full).toList());
    }

    private void remember(List<NamedCommit> named) {
        sql.update(
                """
                insert into abbreviated_commit (service, environment, deployment_id, commit_sha)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                on conflict do nothing
                """,
                Sql.column(named, one -> one.key().service()),
                Sql.column(named, one -> one.key().environment()),
                Sql.column(named, one -> one.key().id()),
                Sql.column(named, NamedCommit::commit));
    }

    private Map<CommitKey, String> find(Collection<CommitKey> commits) {
        return sql
                .query(
                        """
                        select service, commit_sha, full_commit(service, commit_sha) as full_sha
                        from unnest(?::text[], ?::text[]) as asked (service, commit_sha)
                        """,
                        row -> Map.entry(
                                new CommitKey(row.getString("service"), row.getString("commit_sha")),
                                row.getString("full_sha")),
                        Sql.column(commits, CommitKey::service),
                        Sql.column(commits, CommitKey::commit))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Finds what names a commit that begins as a new change does, and requests recomputation of the builds and incidents.
     *
     * @return the deployments, which are to be aggregated again
     */
    List<Deployment.Key> findNaming(List<UpsertedChange> arrivals, RecomputationRequests requests) {
        var services = servicesWithAbbreviations(arrivals);
        var named = findNamed(arrivals.stream()
                .filter(arrival -> !arrival.updated() && services.contains(arrival.service()))
                .toList());
        if (named.isEmpty()) {
            return List.of();
        }
        List<String> of = Sql.column(named, CommitKey::service);
        List<String> commits = Sql.column(named, CommitKey::commit);
        sql.query(
                        naming("build", "artifact"),
                        row -> Map.entry(row.getString(1), row.getObject(2, UUID.class)),
                        of,
                        commits)
                .forEach(build -> {
                    requests.forService(build.getKey()).artifacts().add(build.getValue());
                    requests.forService(build.getKey()).events(1);
                });
        sql.query(
                        naming("incident", "source", "incident_id"),
                        row -> Map.entry(row.getString(1), new Incident.Key(row.getString(2), row.getString(3))),
                        of,
                        commits)
                .forEach(incident ->
                        requests.forService(incident.getKey()).incidents().add(incident.getValue()));
        return sql.query(
                naming("abbreviated_commit", "environment", "deployment_id"),
                row -> new Deployment.Key(row.getString(1), row.getString(2), row.getString(3)),
                of,
                commits);
    }

    /** Most services have none, and their changes cost no more than this. */
    private HashSet<String> servicesWithAbbreviations(List<UpsertedChange> arrivals) {
        return new HashSet<>(sql.query(
                """
                select service from unnest(?::text[]) as asked (service)
                where exists (select from abbreviated_commit one where one.service collate "POSIX" = asked.service)
                    or exists (
                        select from build one
                        where one.service collate "POSIX" = asked.service and is_abbreviated(commit_sha))
                    or exists (
                        select from incident one
                        where one.service collate "POSIX" = asked.service and is_abbreviated(commit_sha))
                """,
                row -> row.getString("service"),
                arrivals.stream()
                        .map(UpsertedChange::service)
                        .distinct()
                        .sorted()
                        .toList()));
    }

    /**
     * The abbreviated commits that can mean something else since the new changes. A beginning that two changes had
     * before remains ambiguous, so that no number of further ones is work for what names it.
     */
    private List<CommitKey> findNamed(List<UpsertedChange> inserted) {
        if (inserted.isEmpty()) {
            return List.of();
        }
        return sql.query(
                NAMED,
                row -> new CommitKey(row.getString("service"), row.getString("commit_sha")),
                Sql.column(inserted, UpsertedChange::service),
                Sql.column(inserted, UpsertedChange::commit));
    }

    private static String naming(String table, String... key) {
        return """
                select distinct named.service, named.%s
                from unnest(?::text[], ?::text[]) as asked (service, commit_sha)
                join %s named on named.service collate "POSIX" = asked.service and named.commit_sha = asked.commit_sha
                    and is_abbreviated(named.commit_sha)
                """.formatted(String.join(", named.", key), table);
    }
}
