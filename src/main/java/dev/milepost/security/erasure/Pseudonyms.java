package dev.milepost.security.erasure;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.ErasedNames.ErasedName;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** The names of erased people, for what arrives after their erasure. */
@ApplicationScoped
public class Pseudonyms {

    private static final Logger LOG = Logger.getLogger(Pseudonyms.class);

    private final Sql sql;
    private final ErasureKey key;
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile ErasedNames recent = ErasedNames.NONE;
    private volatile long rows;

    Pseudonyms(Sql sql, ErasureKey key) {
        this.sql = sql;
        this.key = key;
    }

    /** The names of a few seconds ago, from memory. For copies that {@link #read()} guards later. */
    public ErasedNames recent() {
        return recent;
    }

    /** The names that are stored now, for a transaction that has not written anything yet. */
    public ErasedNames readBeforeWriting() {
        // With the id of the transaction, an erasure that is requested after this waits for it.
        sql.query("select pg_current_xact_id()::text", row -> row.getString(1));
        return read();
    }

    /**
     * The names that are stored now. A transaction that writes what may name people calls this after its first write or
     * lock of a row: an erasure waits for the transactions that began to write before it.
     */
    public ErasedNames read() {
        // Names are only added, so their number is their version.
        long now = sql.query("select count(*) from erased_name", row -> row.getLong(1))
                .get(0);
        if (now != rows) {
            recent = now == 0 ? ErasedNames.NONE : load();
            rows = now;
        }
        return recent;
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void refresh() {
        try {
            read();
        } catch (RuntimeException e) {
            LOG.debugf("The names of erased people could not be read. This will be retried: %s", e.getClass());
        }
    }

    private ErasedNames load() {
        var bytes = key.find().orElseThrow();
        var found = sql.query(
                "select hash, length, pseudonym from erased_name where key_id = ?",
                row -> new ErasedName(row.getString("hash"), row.getInt("length"), row.getString("pseudonym")),
                new NameHash(bytes).keyId());
        var names = new ErasedNames(bytes, found);
        long others = sql.query("select count(*) from erased_name", row -> row.getLong(1))
                        .get(0)
                - names.size();
        if (others > 0 && warned.compareAndSet(false, true)) {
            LOG.warnf(
                    "%d names of erased people were stored with another milepost.erasure.key. They are not recognised when they arrive again.",
                    others);
        }
        return names;
    }

    /**
     * Stores spellings of one person, in the caller's transaction. A spelling that is stored already keeps its
     * pseudonym, and the others get the same.
     *
     * @return the pseudonym, and whether a spelling is new
     */
    Stored add(Collection<String> spellings, String unused) {
        sql.query("select pg_advisory_xact_lock(hashtext('milepost.erasure'))", row -> true);
        var bytes = key.getOrCreate();
        var hash = new NameHash(bytes);
        var hashes = spellings.stream().map(hash::of).toList();
        var pseudonym = sql
                .query(
                        "select person from erased_name where hash = any (?::text[]) order by person limit 1",
                        row -> row.getString("person"),
                        hashes)
                .stream()
                .findFirst()
                .orElse(unused);
        int added = sql.update(
                """
                insert into erased_name (hash, length, pseudonym, person, key_id)
                select hash, length, pseudonym, ?, ?
                from unnest(?::text[], ?::int[], ?::text[]) as name (hash, length, pseudonym)
                on conflict do nothing
                """,
                pseudonym,
                hash.keyId(),
                hashes,
                spellings.stream().map(String::length).toList(),
                spellings.stream()
                        .map(spelling -> PersonName.pseudonym(spelling, pseudonym))
                        .toList());
        return new Stored(pseudonym, added > 0);
    }

    /** @param added whether a spelling was not stored before */
    record Stored(String pseudonym, boolean added) {}
}
