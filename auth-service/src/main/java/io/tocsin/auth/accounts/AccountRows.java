package io.tocsin.auth.accounts;

import org.springframework.data.jpa.repository.JpaRepository;

/** The table of accounts. */
interface AccountRows extends JpaRepository<Account, String> {}
