package io.tocsin.local.operator;

import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.processes.Tool;
import io.tocsin.local.product.Place;
import io.tocsin.local.product.Shape;
import io.tocsin.local.services.Service;
import io.tocsin.local.up.Blueprint;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs the auth-service's own command beside the running product, with its settings and secrets. */
@Command(
        name = "operator",
        customSynopsis = "deploy/operator [options] grant EMAIL | revoke EMAIL | list",
        description = {
            "Makes a user an operator of the running product, ends that, or lists the operators.",
            "The user has signed up before. What changes holds from the next sign-in or token on.%n"
        })
public final class OperatorCommand implements Callable<Integer> {

    @Mixin
    private Place place = new Place();

    @Parameters(paramLabel = "WORD", arity = "1..2", description = "grant EMAIL, revoke EMAIL or list")
    private List<String> words = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var site = place.site();
        var shape = Shape.remembered(site.home())
                .orElseThrow(() -> new LaunchException("Tocsin is not running: start it first, with deploy/up."));
        var blueprint = new Blueprint(site, shape.ports(), System.getenv(), InstantSource.system());
        var command = new ArrayList<>(List.of("operator"));
        command.addAll(words);
        return Tool.runHere(blueprint.service(Service.AUTH).command(command));
    }
}
