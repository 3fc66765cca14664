package dev.milepost.catalog.ownership;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The names that the history of services has, now or in the past. */
@ApplicationScoped
public class HistoryNames {

    private static final String FIND = """
            select name from unnest(?::text[]) asked (name)
            where exists (select from service_history where %s)
            """;

    private final Sql sql;

    HistoryNames(Sql sql) {
        this.sql = sql;
    }

    /** What a name is the name of. */
    public enum NameKind {
        SERVICE("service = name"),
        TEAM("team = name"),
        SYSTEM("system = name"),
        DOMAIN("domain = name) or exists (select from system_history where domain = name"),
        /** With or without a version, of which the last parts may be missing. */
        TEMPLATE("""
                name in (template, template || '@' || template_version)
                or strpos(name, '@') > 0 and starts_with(template || '@' || template_version, name || '.')""");

        private final String condition;

        NameKind(String condition) {
            this.condition = condition;
        }
    }

    /** Returns those of the names that any service had. */
    public Set<String> find(NameKind kind, Collection<String> names) {
        return new HashSet<>(sql.query(FIND.formatted(kind.condition), row -> row.getString("name"), names));
    }
}
