package dev.milepost.cli.policy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** What a call of {@code ./milepost policy} wrote. */
record PolicyCall(int exitCode, String out, String err) {

    static PolicyCall of(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var parsed = new CommandLine(new PolicyCommand()).parseArgs(words);
        var command = (ReportingCommand) parsed.subcommand().commandSpec().userObject();
        int exitCode = command.run(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return new PolicyCall(exitCode, text(out), text(err));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
