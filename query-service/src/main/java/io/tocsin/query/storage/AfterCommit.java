package io.tocsin.query.storage;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What may be remembered only of a transaction that took place. */
public final class AfterCommit {
    private AfterCommit() {}

    /** @throws IllegalStateException outside a transaction */
    public static void run(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
