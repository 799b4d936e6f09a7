package io.tocsin.auth;

import org.awaitility.Awaitility;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Begins no test with a running service before that is ready: until then it knows of no revocation. */
final class ReadyFirst implements TestExecutionListener {
    @Override
    public void beforeTestClass(TestContext test) {
        Integer port =
                test.getApplicationContext().getEnvironment().getProperty("local.management.port", Integer.class);
        if (port != null) {
            Door management = new Door(port);
            Awaitility.await()
                    .atMost(Door.SOON)
                    .ignoreExceptions()
                    .until(() -> management.get("/health/ready").statusCode() == 200);
        }
    }
}
