package io.tocsin.auth.authorization;

import io.tocsin.platform.settings.ProductSettings;
import io.tocsin.schemas.Scopes;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Says what the authorization server is and does (RFC 8414, OpenID Connect Discovery 1.0), and no more: the documents of
 * the framework name endpoints that are not there.
 */
@RestController
class MetadataController {
    private static final List<String> METHODS = List.of("client_secret_basic", "client_secret_post");

    record Metadata(
            String issuer,
            String tokenEndpoint,
            String jwksUri,
            String revocationEndpoint,
            String introspectionEndpoint,
            List<String> tokenEndpointAuthMethodsSupported,
            List<String> revocationEndpointAuthMethodsSupported,
            List<String> introspectionEndpointAuthMethodsSupported,
            List<String> grantTypesSupported,
            List<String> responseTypesSupported,
            List<String> scopesSupported,
            List<String> subjectTypesSupported,
            List<String> idTokenSigningAlgValuesSupported) {}

    private final Metadata metadata;

    MetadataController(ProductSettings product) {
        this.metadata = new Metadata(
                product.publicUrl(),
                product.publicUrl() + AuthorizationServer.TOKEN,
                product.publicUrl() + AuthorizationServer.KEYS,
                product.publicUrl() + AuthorizationServer.REVOKE,
                product.publicUrl() + AuthorizationServer.INTROSPECT,
                METHODS,
                METHODS,
                METHODS,
                List.of("client_credentials"),
                List.of(),
                Scopes.all(),
                List.of("public"),
                List.of("RS256"));
    }

    @GetMapping({"/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"})
    Metadata metadata() {
        return metadata;
    }
}
