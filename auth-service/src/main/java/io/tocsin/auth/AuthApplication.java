package io.tocsin.auth;

import io.tocsin.auth.operators.OperatorCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The service that knows who is calling. The authorization server is set up by hand, see {@code authorization}. */
@SpringBootApplication(
        exclude = {OAuth2AuthorizationServerAutoConfiguration.class, OAuth2AuthorizationServerJwtAutoConfiguration.class
        })
@ConfigurationPropertiesScan
@EnableScheduling
public class AuthApplication {
    public static void main(String[] arguments) {
        if (OperatorCommand.isMeant(arguments)) {
            System.exit(OperatorCommand.run(AuthApplication.class, arguments));
        }
        SpringApplication.run(AuthApplication.class, arguments);
    }
}
