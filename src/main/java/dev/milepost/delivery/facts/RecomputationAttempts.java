package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * The recomputations that were begun and have not succeeded. Services are claimed in a transaction of its own before
 * they are recomputed. If their recomputation fails, or the process dies of it, each is recomputed alone. One that fails
 * alone is postponed, with a growing pause, so that it does not delay the others.
 */
@ApplicationScoped
class RecomputationAttempts {

    private final RecomputationQueue queue;
    private final Sql sql;
    private final CurrentSettings settings;
    private final int batchSize;

    RecomputationAttempts(RecomputationQueue queue, CurrentSettings settings, Sql sql, DeliveryConfig config) {
        this.queue = queue;
        this.settings = settings;
        this.sql = sql;
        this.batchSize = config.servicesAtOnce();
    }

    /** Claims a batch of services with requests, those waiting longest first, without any that is being retried. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    List<String> claimBatch() {
        return begin(queue.lockServices(batchSize));
    }

    /** Claims services whose links were made with other settings, with a limited number of deployments. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    List<String> claimOutdated() {
        var outdated = settings.findOutdated(RecomputationStartRepository.MAX_BATCH_DEPLOYMENTS);
        return outdated.isEmpty() ? outdated : begin(queue.lockServices(outdated));
    }

    private List<String> begin(List<String> services) {
        return sql.query("""
                insert into recomputation_attempt (service, attempts, retry_at)
                select service, 1, now() + interval '1 second' from unnest(?::text[]) as service
                on conflict (service) do nothing
                returning service
                """, row -> row.getString("service"), services);
    }

    /** Claims the service whose retry is longest due. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    List<String> claimRetry() {
        return sql.query("""
                with due as (
                    select service from recomputation_attempt join delivery_service using (service)
                    where retry_at <= now()
                    order by retry_at
                    limit 1
                    for update of delivery_service skip locked
                )
                update recomputation_attempt attempt
                set attempts = attempts + 1,
                    retry_at = now() + least(interval '15 minutes', interval '10 seconds' * 2 ^ least(attempts - 1, 10))
                from due
                where attempt.service = due.service
                returning attempt.service
                """, row -> row.getString("service"));
    }

    /** Ends the attempts of services. The deletion commits with their recomputation. */
    void end(List<String> services) {
        sql.update("delete from recomputation_attempt where service = any(?::text[])", services);
    }

    /** The number of services that failed alone and wait for a retry. */
    long postponed() {
        return sql.query("select count(*) from recomputation_attempt where attempts > 1", row -> row.getLong(1))
                .get(0);
    }
}
