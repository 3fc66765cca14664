package dev.milepost.slo;

import dev.milepost.definitions.DefinedSlo;
import dev.milepost.definitions.DefinedSlos;
import dev.milepost.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;

/** Counts anew where a definition is another than the one that was counted by. */
@ApplicationScoped
class Reckoning {

    /** Reading a long log again takes its time. */
    static final int LONGEST_SECONDS = 3_600;

    private final Sql sql;
    private final DefinedSlos definitions;
    private final OutcomeRepository outcomes;
    private final Past past;

    Reckoning(DataSource database, DefinedSlos definitions, OutcomeRepository outcomes, Past past) {
        this.sql = new Sql(database);
        this.definitions = definitions;
        this.outcomes = outcomes;
        this.past = past;
    }

    /** The definitions that the service brings along may be others than before it was updated. */
    void begin(@Observes StartupEvent started) {
        QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS).run(() -> {
            past.turn().toDefine();
            definitions.all().forEach(this::reckon);
        });
    }

    /** In a transaction that has the turn to define. */
    void reckon(DefinedSlo slo) {
        var digest = slo.digest();
        var counted = sql.query("select digest from slo_reckoning where slo = ?", row -> row.getString(1), slo.name());
        if (counted.contains(digest)) {
            return;
        }
        outcomes.forget(slo.name());
        var indicator = slo.slo().indicator();
        past.events().read(slo.slo(), events -> outcomes.take(slo, Grouped.of(indicator, events)));
        sql.update("""
                insert into slo_reckoning (slo, digest, since) values (?, ?, ?)
                on conflict (slo) do update set digest = excluded.digest
                """, slo.name(), digest, past.clock().instant());
    }

    /** From when on an objective was listened for. */
    Instant since(String slo) {
        return sql
                .query(
                        "select since from slo_reckoning where slo = ?",
                        row -> Objects.requireNonNull(Sql.instant(row, "since")),
                        slo)
                .stream()
                .findFirst()
                .orElse(past.clock().instant());
    }
}
