package io.tocsin.platform.tenancy;

import io.tocsin.platform.tokens.CallerToken;
import java.util.function.Supplier;
import org.springframework.security.core.context.SecurityContextHolder;

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

    /** Runs work of the product itself (listeners, relays, clean-up), which concerns all accounts. */
    public static void everyAccount(Runnable work) {
        ScopedValue.where(ENTERED, EVERY_ACCOUNT).run(work);
    }

    /** The same for work with a result. */
    public static <T> T inEveryAccount(Supplier<T> work) {
        return ScopedValue.where(ENTERED, EVERY_ACCOUNT).call(work::get);
    }

    /** Runs work that concerns one account and was not asked for with a token of it. */
    public static <T> T inAccount(String accountId, Supplier<T> work) {
        return ScopedValue.where(ENTERED, accountId).call(work::get);
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
