package io.tocsin.local.up;

import io.tocsin.local.progress.Seconds;
import java.nio.file.Path;
import java.time.Duration;

/** What the user reads when everything is ready. */
record Welcome(String address, Path logs, Duration took) {

    String text() {
        return """

            Tocsin is up after %1$s: %2$s

              Try next    curl %2$s/health/ready
                          curl -c cookies -H 'Content-Type: application/json' %2$s/api/auth/sign-up/email \\
                            -d '{"name": "Ada", "email": "ada@example.com", "password": "a long pass phrase"}'
                          and the first calls in README.md
              Logs        %3$s
              Look, stop  deploy/status, deploy/down
            """.formatted(Seconds.of(took), address, logs);
    }
}
