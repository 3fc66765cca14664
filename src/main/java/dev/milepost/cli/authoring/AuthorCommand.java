package dev.milepost.cli.authoring;

import dev.milepost.cli.command.CommandFailure;
import dev.milepost.platform.http.ProblemException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import picocli.CommandLine.Parameters;

/** Base class of the commands: the folder that they read, and the reporting of errors. */
abstract class AuthorCommand implements Callable<Integer> {

    static final int OK = 0;
    static final int FINDINGS = 1;

    @Parameters(paramLabel = "DIR", description = "The folder. Each folder in it with a manifest.yaml is one version.")
    private Path folder = Path.of(".");

    @Override
    public Integer call() {
        return run(System.out, System.err);
    }

    int run(PrintStream out, PrintStream err) {
        return reporting(() -> execute(folder, out), err);
    }

    /** Runs a command, and reports why it could not end. */
    static int reporting(IntSupplier command, PrintStream err) {
        try {
            return command.getAsInt();
        } catch (CommandFailure e) {
            err.println(e.getMessage());
            return e.exitCode();
        } catch (ProblemException e) {
            err.println(e.getMessage());
            e.faults().forEach(fault -> err.printf("  %s: %s%n", fault.pointer(), fault.detail()));
            return FINDINGS;
        }
    }

    /** Returns the exit code. */
    abstract int execute(Path folder, PrintStream out);
}
