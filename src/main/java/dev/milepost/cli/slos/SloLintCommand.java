package dev.milepost.cli.slos;

import dev.milepost.cli.command.CommandFailure;
import dev.milepost.events.contract.EventTypeNames;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.slo.openslo.EventVocabulary;
import dev.milepost.slo.openslo.OpenSloReader;
import dev.milepost.slo.openslo.SloReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code ./milepost slo lint}. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = "Checks OpenSLO documents as PUT /api/v1/slos does, by the event types that come with Milepost.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no errors", "1:there are errors", "2:the command could not run"})
final class SloLintCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of OpenSLO v1, as YAML or JSON.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        return run(System.out, System.err);
    }

    int run(PrintStream out, PrintStream err) {
        try {
            int slos = 0;
            boolean valid = true;
            for (var file : files) {
                try {
                    slos += count(file);
                } catch (ProblemException e) {
                    valid = false;
                    e.faults().forEach(fault -> out.printf("%s: %s: %s%n", file, fault.pointer(), fault.detail()));
                    if (e.faults().isEmpty()) {
                        out.printf("%s: %s%n", file, e.getMessage());
                    }
                }
            }
            out.println(valid ? "%d SLOs, no errors".formatted(slos) : "There are errors.");
            return valid ? 0 : 1;
        } catch (CommandFailure e) {
            err.println(e.getMessage());
            return e.exitCode();
        }
    }

    private static int count(Path file) {
        var documents = OpenSloReader.read(DefinitionFile.bytes(file), DefinitionFile.format(file));
        return SloReader.readSent(documents, new EventVocabulary(EventTypeNames.fieldsOfContract()))
                .size();
    }
}
