package dev.milepost.cli.backfill;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Prints how to continue if Ctrl-C or a signal ends the process during a backfill. */
final class InterruptionMessage {

    /** Characters that a shell leaves as they are. */
    private static final String PLAIN = "-_./:=@%+,";

    private final Thread hook;

    private InterruptionMessage(Thread hook) {
        this.hook = hook;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Prints from now on, until it is cancelled.
     *
     * @param arguments the arguments of the command
     * @param sent whether the service has all events already
     */
    static InterruptionMessage prepare(PrintStream err, List<String> arguments, BooleanSupplier sent) {
        return new InterruptionMessage(
                new Thread(() -> err.print(text(arguments, sent.getAsBoolean())), "backfill-interrupted"));
    }

    static String text(List<String> arguments, boolean sent) {
        return sent
                ? "%nInterrupted. The service has all events and continues to count them. Nothing has to be sent again.%n"
                        .formatted()
                : "%nInterrupted. The service keeps the events that it has. To send the others, run the command again; no event counts twice:%n  %s%n"
                        .formatted(command(arguments));
    }

    /** The command line for a shell. */
    private static String command(List<String> arguments) {
        var words = new ArrayList<>(List.of("./milepost"));
        arguments.forEach(argument -> words.add(quoted(argument)));
        return String.join(" ", words);
    }

    private static String quoted(String argument) {
        boolean plain = !argument.isEmpty()
                && argument.chars()
                        .allMatch(one -> one < 128 && (Character.isLetterOrDigit(one) || PLAIN.indexOf(one) >= 0));
        return plain ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, so the message is printed.
        }
    }
}
