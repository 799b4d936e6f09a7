package io.tocsin.local;

import io.tocsin.local.down.DownCommand;
import io.tocsin.local.operator.OperatorCommand;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.status.StatusCommand;
import io.tocsin.local.up.UpCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of {@code deploy/up}, {@code deploy/down}, {@code deploy/status} and {@code deploy/operator}. */
@Command(
        name = "deploy",
        description = "Runs the product on this machine.",
        subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class, OperatorCommand.class})
public final class LocalApplication {

    private static final int INTERRUPTED = 130;

    private LocalApplication() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LocalApplication())
                .setExecutionExceptionHandler((failure, line, _) -> explain(failure, line))
                .execute(arguments));
    }

    private static int explain(Exception failure, CommandLine line) {
        return switch (failure) {
            case LaunchException e -> say(e.getMessage(), line);
            case IOException e -> say("Files could not be read or written: " + e, line);
            case UncheckedIOException e -> say("Files could not be read or written: " + e.getCause(), line);
            case InterruptedException _ -> INTERRUPTED;
            default -> {
                System.getLogger(LocalApplication.class.getName()).log(Level.ERROR, "This should not happen.", failure);
                yield 1;
            }
        };
    }

    private static int say(@Nullable String sentence, CommandLine line) {
        line.getErr().println(sentence);
        return 1;
    }
}
