package dev.milepost.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.security.audit.AuditQuery.PagePosition;
import dev.milepost.security.audit.AuditQuery.Period;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditQueryTest {

    private static final Period ALL = new Period(null, null);

    @Test
    void defaultsToAllEntries() {
        var statement = new AuditQuery(List.of(), List.of(), List.of(), ALL, null).statement(11);

        assertThat(statement.sql()).isEqualTo("select * from audit_entry order by at desc, id desc limit ?");
        assertThat(statement.values()).containsExactly(11);
    }

    @Test
    void bindsOneValuePerPlaceholder() {
        var from = Instant.parse("2026-06-01T00:00:00Z");
        var to = Instant.parse("2026-07-01T00:00:00Z");
        var position = new PagePosition(Instant.parse("2026-06-10T00:00:00Z"), new UUID(1, 2));

        var statement = new AuditQuery(
                        List.of("jane"),
                        List.of("template.promoted"),
                        List.of("a", "b"),
                        new Period(from, to),
                        position)
                .statement(11);

        assertThat(statement.values())
                .containsExactly(
                        "jane", "template.promoted", List.of("a", "b"), from, to, position.at(), position.id(), 11);
        assertThat(statement.sql().chars().filter(c -> c == '?'))
                .hasSize(statement.values().size());
        assertThat(statement.sql()).contains("actor = ? and action = ? and subject = any (?) and ");
        assertThat(statement.sql()).contains("(at, id) < (?, ?)", "at >= ?", "at < ?");
    }
}
