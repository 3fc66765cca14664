package dev.milepost.authoring;

import dev.milepost.platform.ProblemException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;

/** What the commands have in common: the folder that they read, and how faults are told. */
abstract class AuthorCommand implements Callable<Integer> {

    static final int DONE = 0;
    static final int FOUND_WRONG = 1;
    private static final int CANNOT = 2;

    @Parameters(paramLabel = "DIR", description = "The folder; each folder in it with a manifest.yaml is one version.")
    private Path folder = Path.of(".");

    @Override
    public Integer call() {
        return run(System.out, System.err);
    }

    int run(PrintStream out, PrintStream err) {
        try {
            return work(folder, out);
        } catch (CannotAuthor e) {
            err.println(e.getMessage());
            return CANNOT;
        } catch (ProblemException e) {
            err.println(e.getMessage());
            e.faults().forEach(fault -> err.printf("  %s: %s%n", fault.pointer(), fault.detail()));
            return FOUND_WRONG;
        }
    }

    /** Returns the exit code. */
    abstract int work(Path folder, PrintStream out);
}
