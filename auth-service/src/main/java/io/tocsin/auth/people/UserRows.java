package io.tocsin.auth.people;

import org.springframework.data.jpa.repository.JpaRepository;

/** The table of users. */
interface UserRows extends JpaRepository<User, String> {}
