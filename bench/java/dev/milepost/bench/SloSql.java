package dev.milepost.bench;

import java.util.List;

/** A month of scaffold runs, made by the database itself: as many for each of so many templates. */
final class SloSql {

    /** The identifiers that {@code UUID.nameUUIDFromBytes} makes of a text. */
    private static final String KEY_OF = """
            create function pg_temp.key_of(text) returns uuid language sql immutable as $$
                select overlay(overlay(md5($1) placing '3' from 13)
                    placing substr('89ab', 1 + (('x' || substr(md5($1), 17, 1))::bit(4)::int & 3), 1) from 17)::uuid
            $$
            """;

    /** Over 28 days but for the last hours, which are of what was sent; four in a hundred failed, one was cancelled. */
    private static final String MADE = """
            create temporary table made as
            select 'bench-' || lpad(s::text, 3, '0') as template, 'run-' || s || '-' || n as task,
                date_trunc('milliseconds', now() - interval '2 hours' - random() * interval '27 days 21 hours') as time,
                case when random() < 0.04 then 'failure' when random() < 0.01 then 'cancelled' else 'success' end as status
            from generate_series(1, %1$d) s, generate_series(1, %2$d) n
            """;

    private static final String EVENTS = """
            insert into event (identity, received_on, received_at, time, source, event_id, type, golden, content_type,
                data, data_base64)
            select gen_random_uuid(), current_date, time, time, '/bench', 'e-' || task, 'com.company.scaffold.completed',
                'scaffold.completed', 'application/json',
                json_build_object('task_id', task, 'template_id', template, 'status', status)::text, false
            from made
            """;

    private static final String OUTCOMES = """
            insert into slo_outcome (indicator, key, events, kind, reason, at, template)
            select c.indicator, pg_temp.key_of(length('/bench') || ':/bench' || length(task) || ':' || task),
                json_build_array(json_build_object('source', '/bench', 'id', 'e-' || task, 'type', 'scaffold.completed',
                    'time', to_char(time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'correlation', null,
                    'data', json_build_object('task_id', task, 'template_id', template, 'status', status))),
                case status when 'success' then 'GOOD' when 'failure' then 'BAD' else 'EXCLUDED' end,
                case status when 'cancelled' then 'cancelled' else '' end, time, template
            from made join slo_counted_definition as c on c.slo = made.template
            order by 1, 2
            """;

    private static final String COUNTS = """
            insert into slo_count (indicator, outcome, minute, count)
            select indicator, case kind when 'EXCLUDED' then 'excluded:' || reason else lower(kind) end,
                floor(extract(epoch from at) / 60)::int, count(*)
            from slo_outcome join slo_counted_definition as c using (indicator)
            where c.slo like 'bench-%' and at < now() - interval '1 hour'
            group by 1, 2, 3
            """;

    /** What each SLO comes to between two times, by the raw events; seconds of the epoch. */
    static final String FROM_EVENTS = """
            select data::json->>'template_id' as slo, count(*) filter (where data::json->>'status' = 'success') as good,
                count(*) filter (where data::json->>'status' = 'failure') as bad,
                count(*) filter (where data::json->>'status' = 'cancelled') as excluded
            from event where golden = 'scaffold.completed' and source = '/bench'
              and time >= to_timestamp(?) and time < to_timestamp(?) group by 1
            """;

    /** The same by the outcomes, as anyone would write it who has no sums. */
    static final String FROM_OUTCOMES = """
            select c.slo, count(*) filter (where o.kind = 'GOOD') as good, count(*) filter (where o.kind = 'BAD') as bad,
                count(*) filter (where o.kind = 'EXCLUDED') as excluded
            from slo_outcome as o join slo_counted_definition as c using (indicator)
            where o.at >= to_timestamp(?) and o.at < to_timestamp(?) group by 1
            """;

    private SloSql() {}

    static List<String> steps(int slos, int events) {
        return List.of(KEY_OF, MADE.formatted(slos, events / slos), EVENTS, OUTCOMES, COUNTS);
    }
}
