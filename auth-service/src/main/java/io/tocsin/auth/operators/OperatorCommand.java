package io.tocsin.auth.operators;

import io.tocsin.platform.errors.ApiException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/**
 * {@code operator grant EMAIL}, {@code operator revoke EMAIL} and {@code operator list}: the service's jar, with the
 * service's environment, run beside the service. It opens no port; what it leaves in the outbox the service sends.
 */
public final class OperatorCommand {
    private static final String NAME = "operator";
    private static final Logger LOG = LoggerFactory.getLogger(OperatorCommand.class);
    private static final Map<String, String> QUIET = Map.of(
            "spring.main.lazy-initialization", "true",
            "spring.main.banner-mode", "off",
            "spring.main.log-startup-info", "false",
            // the service has migrated; this must not wait for a database that is away
            "spring.flyway.enabled", "false",
            "logging.structured.format.console", "",
            "logging.pattern.console", "%m%n",
            "logging.level.root", "OFF",
            "logging.level.io.tocsin", "OFF",
            "logging.level.io.tocsin.auth.operators", "INFO");

    private OperatorCommand() {}

    /** Whether the jar was started for this and not to serve. */
    public static boolean isMeant(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(NAME);
    }

    /**
     * @param application the service's own class
     * @param arguments words of the command; those that begin with {@code --} are settings
     * @return the exit code: 0 done, 1 refused or not possible now, 2 not understood
     */
    public static int run(Class<?> application, String... arguments) {
        SpringApplication command = new SpringApplication(application);
        command.setWebApplicationType(WebApplicationType.NONE);
        List<String> words = Arrays.stream(arguments)
                .skip(1)
                .filter(argument -> !argument.startsWith("--"))
                .toList();
        try (ConfigurableApplicationContext context = command.run(settings(arguments))) {
            return execute(context.getBean(Operators.class), words);
        } catch (RuntimeException e) {
            LOG.error("{}", NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            return 1;
        }
    }

    private static String[] settings(String... arguments) {
        Stream<String> quiet =
                QUIET.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue());
        return Stream.concat(quiet, Arrays.stream(arguments).filter(argument -> argument.startsWith("--")))
                .toArray(String[]::new);
    }

    static int execute(Operators operators, List<String> words) {
        try {
            if (words.size() == 2 && words.getFirst().equals("grant")) {
                operators.grant(words.getLast());
                LOG.info("{} is an operator, from the next sign-in or token on.", words.getLast());
            } else if (words.size() == 2 && words.getFirst().equals("revoke")) {
                operators.revoke(words.getLast());
                LOG.info("{} is no operator any more.", words.getLast());
            } else if (words.equals(List.of("list"))) {
                operators.emails().forEach(email -> LOG.info("{}", email));
            } else {
                LOG.error("Usage: operator grant EMAIL | revoke EMAIL | list");
                return 2;
            }
            return 0;
        } catch (ApiException e) {
            LOG.error("{}", e.message());
            return 1;
        }
    }
}
