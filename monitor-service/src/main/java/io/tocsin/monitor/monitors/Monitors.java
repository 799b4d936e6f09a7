package io.tocsin.monitor.monitors;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.springframework.stereotype.Repository;

/** All monitors; nothing is found without its account. */
@Repository
class Monitors {
    private static final String BY_ID = "from Monitor m where m.accountId = :account and m.id = :id";

    private final EntityManager entities;

    Monitors(EntityManager entities) {
        this.entities = entities;
    }

    void add(Monitor monitor) {
        entities.persist(monitor);
    }

    void remove(Monitor monitor) {
        entities.remove(monitor);
    }

    /** @throws ApiException 404 when the account has no such monitor */
    Monitor get(String accountId, String id) {
        return get(accountId, id, LockModeType.NONE);
    }

    /**
     * The monitor, which nobody else can change until the transaction ends: what follows from changes leaves in their
     * order.
     *
     * @throws ApiException 404 when the account has no such monitor
     */
    Monitor locked(String accountId, String id) {
        return get(accountId, id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Those of the ids that are there, in the order of ids. */
    List<Monitor> all(String accountId, List<String> ids) {
        return entities.createQuery(
                        "from Monitor m where m.accountId = :account and m.id in :ids order by m.id", Monitor.class)
                .setParameter("account", accountId)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** Any of the account, which nobody else can change until the transaction ends. */
    List<Monitor> someLocked(String accountId, int most) {
        return entities.createQuery("from Monitor m where m.accountId = :account order by m.id", Monitor.class)
                .setParameter("account", accountId)
                .setMaxResults(most)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    private Monitor get(String accountId, String id, LockModeType lock) {
        return entities.createQuery(BY_ID, Monitor.class)
                .setParameter("account", accountId)
                .setParameter("id", id)
                .setLockMode(lock)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> new ApiException(ErrorCode.MONITOR_001));
    }
}
