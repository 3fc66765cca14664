package dev.milepost.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All rows of the service's database but Flyway's as plain statements, for a database with the same tables. */
final class DatabaseCopy {

    private static final String VERSION = """
            select version from flyway_schema_history where success order by installed_rank desc limit 1""";

    /** Weeks of the log, which the service makes itself. */
    private static final String PARTITIONS = """
            select format('create table if not exists %I partition of %I %s;',
                          part.relname, whole.relname, pg_get_expr(part.relpartbound, part.oid))
            from pg_inherits
            join pg_class part on part.oid = inhrelid
            join pg_class whole on whole.oid = inhparent
            where part.relkind = 'r' and part.relispartition
            order by 1""";

    private static final String TABLES = """
            select relname from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                and relname <> 'flyway_schema_history'
            order by 1""";

    /** A query of the statements of a table. */
    private static final String ROWS = """
            select format(
                'select ''insert into %1$I (%2$s) overriding system value values ('' || concat_ws('', '', %3$s) || '');'' as row from %1$I order by 1',
                relname,
                string_agg(quote_ident(attname), ', ' order by attnum),
                string_agg(format('quote_nullable(%I::text)', attname), ', ' order by attnum))
            from pg_class join pg_attribute on attrelid = pg_class.oid
            where relname = ? and relnamespace = 'public'::regnamespace
                and attnum > 0 and not attisdropped and attgenerated = ''
            group by relname""";

    private static final String SEQUENCES = """
            select format('select setval(%L, %s);', quote_ident(sequencename), last_value)
            from pg_sequences where schemaname = 'public' and last_value is not null order by 1""";

    private final Map<String, String> properties;

    /** @param properties the service's */
    DatabaseCopy(Map<String, String> properties) {
        this.properties = properties;
    }

    /** The last migration. */
    String version() throws SQLException {
        try (var connection = open()) {
            return texts(connection, VERSION).get(0);
        }
    }

    /** One statement an element; in them no foreign key is looked at, so their order does not matter. */
    List<String> statements() throws SQLException {
        try (var connection = open()) {
            var statements = new ArrayList<>(List.of("set session_replication_role = replica;"));
            statements.addAll(texts(connection, PARTITIONS));
            for (var table : texts(connection, TABLES)) {
                statements.add("delete from %s;".formatted(table));
                for (var rows : texts(connection, ROWS, table)) {
                    statements.addAll(texts(connection, rows));
                }
            }
            statements.addAll(texts(connection, SEQUENCES));
            return statements;
        }
    }

    /** Puts the rows of another database in place of those of this one. */
    void replaceBy(List<String> statements) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute(String.join("\n", statements));
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(
                Objects.requireNonNull(properties.get("quarkus.datasource.jdbc.url")),
                properties.get("quarkus.datasource.username"),
                properties.get("quarkus.datasource.password"));
    }

    private static List<String> texts(Connection connection, String query, String... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            var texts = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }
}
