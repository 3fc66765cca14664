package dev.milepost.templates.registry;

import dev.milepost.platform.sql.Sql;
import dev.milepost.templates.registry.StoredVersion.Deprecation;
import dev.milepost.templates.registry.StoredVersion.Yank;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes versions and their status. Transactions, authorization and events are the caller's responsibility. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class VersionStore {

    private final Sql sql;
    private final VersionRepository versions;
    private final SkeletonFiles files;
    private final ChannelRepository channels;

    VersionStore(Sql sql, VersionRepository versions, SkeletonFiles files, ChannelRepository channels) {
        this.sql = sql;
        this.versions = versions;
        this.files = files;
        this.channels = channels;
    }

    /** Takes the advisory lock for changes of the registry until the transaction ends. Changes are rare and short. */
    public void lock() {
        sql.query("select pg_advisory_xact_lock(hashtext('milepost.registry'))", row -> 0);
    }

    public void insert(StoredVersion version, PublishRequest request) {
        files.store(request.files());
        versions.persistAndFlush(RegistryVersionEntity.of(version, request));
    }

    /** Changes the address that serves a version's folder. The content stays the same. */
    public void changeSource(VersionRef ref, String source) {
        row(ref).changeSource(source);
        versions.flush();
    }

    public void deprecate(VersionRef ref, Deprecation deprecation, String by) {
        row(ref).deprecate(deprecation, by);
        versions.flush();
    }

    /** @param yank null to restore the version */
    public void yank(VersionRef ref, @Nullable Yank yank) {
        row(ref).yank(yank);
        versions.flush();
    }

    private RegistryVersionEntity row(VersionRef ref) {
        return versions.findByIdOptional(ref).orElseThrow();
    }

    public void promote(String template, Promotion promotion) {
        channels.persistAndFlush(RegistryPromotionEntity.of(template, promotion));
    }

    /** A version whose manifest has planned its deprecation. */
    public record PlannedDeprecation(String template, String version, Instant since) {}

    /**
     * Returns the versions whose planned date has come and that were not announced yet, and marks them as announced.
     */
    public List<PlannedDeprecation> takePlannedDeprecations(LocalDate today) {
        lock();
        return versions.announcePlanned(today);
    }
}
