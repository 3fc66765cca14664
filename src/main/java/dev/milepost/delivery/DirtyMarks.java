package dev.milepost.delivery;

import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** The queue of recomputation in the database: marks are appended by projection and taken under their service's lock. */
@ApplicationScoped
class DirtyMarks {

    private final Sql sql;

    DirtyMarks(DataSource database) {
        this.sql = new Sql(database);
    }

    void append(List<Dirt.Mark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        sql.update("""
                insert into delivery_service (service)
                select service from unnest(?::text[]) as service order by service
                on conflict do nothing
                """, Columns.of(marks, Dirt.Mark::service));
        sql.update(
                """
                insert into dirty_mark (service, since, commits, incident_sources, incident_ids, events)
                select service, since, commits::text[], incident_sources::text[], incident_ids::text[], events
                from unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::int[])
                    as mark (service, since, commits, incident_sources, incident_ids, events)
                """,
                Columns.of(marks, Dirt.Mark::service),
                Columns.of(marks, Dirt.Mark::since),
                Columns.of(marks, mark -> Sql.literal(mark.commits())),
                Columns.of(marks, mark -> Sql.literal(Columns.of(mark.incidents(), Incident.Key::source))),
                Columns.of(marks, mark -> Sql.literal(Columns.of(mark.incidents(), Incident.Key::id))),
                Columns.of(marks, Dirt.Mark::events));
    }

    /** Locks up to so many services that have marks and no other worker holds, those that wait longest first. */
    List<String> lockServices(int most) {
        return sql.query("""
                select service from delivery_service
                where service in (select service from dirty_mark order by id limit 20000)
                limit ?
                for update skip locked
                """, row -> row.getString("service"), most);
    }

    /** Takes the marks of locked services: they are gone when the transaction that recomputes commits. */
    Dirt take(List<String> services) {
        var dirt = new Dirt();
        sql.query("""
                delete from dirty_mark where service = any(?::text[])
                returning service, since, commits, incident_sources, incident_ids, events
                """, row -> add(dirt, row), services);
        return dirt;
    }

    private static Dirt.Mark add(Dirt dirt, ResultSet row) throws SQLException {
        var mark = dirt.of(row.getString("service"));
        mark.since(Sql.instant(row, "since"));
        mark.events(row.getInt("events"));
        mark.commits().addAll(Objects.requireNonNull(Sql.texts(row, "commits")));
        var sources = Objects.requireNonNull(Sql.texts(row, "incident_sources"));
        var ids = Objects.requireNonNull(Sql.texts(row, "incident_ids"));
        for (int i = 0; i < ids.size(); i++) {
            mark.incidents().add(new Incident.Key(sources.get(i), ids.get(i)));
        }
        return mark;
    }
}
