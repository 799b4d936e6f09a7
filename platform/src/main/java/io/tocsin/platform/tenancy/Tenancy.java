package io.tocsin.platform.tenancy;

import io.tocsin.platform.tokens.CallerToken;
import java.util.function.Supplier;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The account that the database shows to the work under way: that of the caller's token, or what was entered here, or
 * none at all. Policies of the tables compare it with their {@code account_id}.
 */
public final class Tenancy {
    /** The variable of a database session that policies look at. */
    static final String VARIABLE = "tocsin.account_id";

    private static final String EVERY_ACCOUNT = "*";
    private static final String NO_ACCOUNT = "";
    private static final ScopedValue<String> ENTERED = ScopedValue.newInstance();

    private Tenancy() {}

    /**
     * Runs work of the product itself (listeners, relays, clean-up), which concerns all accounts.
     *
     * @throws IllegalStateException inside a transaction of other accounts, which would go on showing those
     */
    public static void everyAccount(Runnable work) {
        refuseInside(EVERY_ACCOUNT);
        ScopedValue.where(ENTERED, EVERY_ACCOUNT).run(work);
    }

    /** The same for work with a result. */
    public static <T> T inEveryAccount(Supplier<T> work) {
        refuseInside(EVERY_ACCOUNT);
        return ScopedValue.where(ENTERED, EVERY_ACCOUNT).call(work::get);
    }

    /**
     * Runs work that concerns one account and was not asked for with a token of it.
     *
     * @throws IllegalStateException inside a transaction of other accounts, which would go on showing those
     */
    public static <T> T inAccount(String accountId, Supplier<T> work) {
        refuseInside(accountId);
        return ScopedValue.where(ENTERED, accountId).call(work::get);
    }

    /** The database is told as a connection is handed out; a transaction under way has its own already. */
    private static void refuseInside(String accountId) {
        if (TransactionSynchronizationManager.isActualTransactionActive()
                && !current().equals(accountId)) {
            throw new IllegalStateException("Name the account before the transaction begins");
        }
    }

    static String current() {
        if (ENTERED.isBound()) {
            return ENTERED.get();
        }
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token
                ? token.caller().accountId()
                : NO_ACCOUNT;
    }
}
