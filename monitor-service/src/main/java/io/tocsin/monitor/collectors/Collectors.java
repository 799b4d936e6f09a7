package io.tocsin.monitor.collectors;

import io.tocsin.monitor.paging.Cursor;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** All collectors; none is found without its account, and a revoked one is not found at all. */
@Repository
class Collectors {
    private final EntityManager entities;

    Collectors(EntityManager entities) {
        this.entities = entities;
    }

    void add(Collector collector) {
        entities.persist(collector);
    }

    void remove(Collector collector) {
        entities.remove(collector);
    }

    /** @throws ApiException 404 when the account has no such collector */
    Collector get(String accountId, String id) {
        return get(accountId, id, LockModeType.NONE);
    }

    /**
     * The collector, which nobody else can change until the transaction ends.
     *
     * @throws ApiException 404 when the account has no such collector
     */
    Collector locked(String accountId, String id) {
        return get(accountId, id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The same; null when the account has no such collector. */
    @Nullable
    Collector findLocked(String accountId, String id) {
        return find(accountId, id, LockModeType.PESSIMISTIC_WRITE);
    }

    List<Collector> after(String accountId, Cursor cursor, int most) {
        return entities.createQuery("""
            from Collector c where c.accountId = :account and c.id > :after and c.revokedAt is null
            order by c.id
            """, Collector.class)
                .setParameter("account", accountId)
                .setParameter("after", cursor.id())
                .setMaxResults(most)
                .getResultList();
    }

    /** Revoked ones whose certificates had expired by then, of any account. */
    List<Collector> revokedAndExpired(Instant by, int most) {
        return entities.createQuery("""
            from Collector c where c.revokedAt is not null and c.certificateNotAfter < :by
            and (c.previousNotAfter is null or c.previousNotAfter < :by)
            """, Collector.class)
                .setParameter("by", by)
                .setMaxResults(most)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** Any of the account that are not revoked, which nobody else can change until the transaction ends. */
    List<Collector> someLocked(String accountId, int most) {
        return entities.createQuery(
                        "from Collector c where c.accountId = :account and c.revokedAt is null order by c.id",
                        Collector.class)
                .setParameter("account", accountId)
                .setMaxResults(most)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    private Collector get(String accountId, String id, LockModeType lock) {
        Collector collector = find(accountId, id, lock);
        if (collector == null) {
            throw new ApiException(ErrorCode.COLLECTOR_001);
        }
        return collector;
    }

    private @Nullable Collector find(String accountId, String id, LockModeType lock) {
        return entities.createQuery("""
            from Collector c where c.accountId = :account and c.id = :id and c.revokedAt is null
            """, Collector.class)
                .setParameter("account", accountId)
                .setParameter("id", id)
                .setLockMode(lock)
                .getResultStream()
                .findFirst()
                .orElse(null);
    }
}
