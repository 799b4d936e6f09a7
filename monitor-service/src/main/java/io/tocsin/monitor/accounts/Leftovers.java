package io.tocsin.monitor.accounts;

/** One kind of things that accounts have here, and how they end with their account. */
public interface Leftovers {
    /**
     * Removes some, in the transaction that it is called in.
     *
     * @param most how many at once
     * @return how many were removed; none once there is nothing left
     */
    int removeSome(String accountId, int most);
}
