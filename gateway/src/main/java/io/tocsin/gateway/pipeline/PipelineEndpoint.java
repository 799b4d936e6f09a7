package io.tocsin.gateway.pipeline;

import io.tocsin.gateway.exchange.ExchangeFilter;
import io.tocsin.gateway.limits.AddressLimitFilter;
import io.tocsin.gateway.limits.PrincipalLimitFilter;
import io.tocsin.gateway.origins.CrossOriginFilter;
import io.tocsin.gateway.routing.CutAnswerFilter;
import io.tocsin.gateway.routing.RouteLookupFilter;
import io.tocsin.platform.tokens.RouteAuthorizationFilter;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** Tells operators which stages a request really goes through, read from the filters as they are registered. */
@Component
@Endpoint(id = "pipeline")
class PipelineEndpoint {
    private static final Map<Class<?>, Stage> STAGES = Map.ofEntries(
            Map.entry(ServerHttpObservationFilter.class, Stage.TRACING),
            Map.entry(RouteLookupFilter.class, Stage.TRACING),
            Map.entry(CrossOriginFilter.class, Stage.CORS),
            Map.entry(SecurityHeadersFilter.class, Stage.SECURITY_HEADERS),
            Map.entry(CutAnswerFilter.class, Stage.REQUEST_LOG),
            Map.entry(RequestValidationFilter.class, Stage.REQUEST_VALIDATION),
            Map.entry(AddressLimitFilter.class, Stage.ADDRESS_LIMIT),
            Map.entry(ExchangeFilter.class, Stage.AUTHENTICATION),
            Map.entry(BearerTokenAuthenticationFilter.class, Stage.AUTHENTICATION),
            Map.entry(PrincipalLimitFilter.class, Stage.PRINCIPAL_LIMIT),
            Map.entry(RouteAuthorizationFilter.class, Stage.AUTHORIZATION));

    /**
     * @param stage the stage
     * @param by what does it
     */
    record Step(Stage stage, String by) {}

    record Pipeline(List<Step> steps) {}

    private final ObjectProvider<FilterRegistrationBean<?>> registrations;
    private final SecurityFilterChain routes;

    PipelineEndpoint(ObjectProvider<FilterRegistrationBean<?>> registrations, SecurityFilterChain routes) {
        this.registrations = registrations;
        this.routes = routes;
    }

    @ReadOperation
    Pipeline pipeline() {
        List<Step> steps = new ArrayList<>();
        Stream<Filter> servletFilters = registrations
                .orderedStream()
                .filter(FilterRegistrationBean::isEnabled)
                .map(FilterRegistrationBean::getFilter);
        Stream.concat(servletFilters, routes.getFilters().stream()).forEach(filter -> {
            Stage stage = STAGES.get(filter.getClass());
            if (stage != null) {
                steps.add(new Step(stage, filter.getClass().getSimpleName()));
            }
        });
        steps.add(new Step(Stage.COMPRESSION, "the container"));
        steps.add(new Step(Stage.ERROR_RENDERING, "ErrorWriter and ErrorHandler"));
        return new Pipeline(steps);
    }
}
