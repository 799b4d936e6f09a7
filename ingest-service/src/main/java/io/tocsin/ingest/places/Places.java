package io.tocsin.ingest.places;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may begin now: so many at once, and of one account no more than its share, so that nobody's dead targets delay the
 * checks of others. Who has to wait is let in account by account.
 */
public final class Places {
    private static final class Account {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int taken;
    }

    private final int share;
    private final Map<String, Account> accounts = new HashMap<>();
    private final Deque<Account> queue = new ArrayDeque<>();
    private int free;

    /**
     * @param size most at once
     * @param share most of one account
     */
    public Places(int size, int share) {
        this.free = size;
        this.share = share;
    }

    /** Begins now, or in the thread of whoever makes room. */
    public void take(String accountId, Runnable begin) {
        synchronized (this) {
            Account account = accounts.computeIfAbsent(accountId, unknown -> new Account());
            if (free == 0 || account.taken == share || !account.waiting.isEmpty()) {
                account.waiting.add(begin);
                if (account.waiting.size() == 1 && account.taken < share) {
                    queue.add(account);
                }
                return;
            }
            free--;
            account.taken++;
        }
        begin.run();
    }

    /** Ends what {@link #take} began, and lets the next in. */
    public void giveBack(String accountId) {
        Runnable next;
        synchronized (this) {
            Account account = accounts.get(accountId);
            if (account == null) {
                throw new IllegalStateException("Nothing of " + accountId + " is under way");
            }
            free++;
            account.taken--;
            if (account.taken == 0 && account.waiting.isEmpty()) {
                accounts.remove(accountId);
            } else if (account.taken == share - 1 && !account.waiting.isEmpty()) {
                queue.add(account);
            }
            next = letIn();
        }
        if (next != null) {
            next.run();
        }
    }

    public synchronized int taken() {
        return accounts.values().stream().mapToInt(account -> account.taken).sum();
    }

    private @Nullable Runnable letIn() {
        Account account = free == 0 ? null : queue.poll();
        if (account == null) {
            return null;
        }
        free--;
        account.taken++;
        Runnable next = account.waiting.remove();
        if (account.taken < share && !account.waiting.isEmpty()) {
            queue.add(account);
        }
        return next;
    }
}
