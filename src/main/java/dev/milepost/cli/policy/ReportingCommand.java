package dev.milepost.cli.policy;

import dev.milepost.cli.command.CommandFailure;
import java.io.PrintStream;
import java.util.concurrent.Callable;

/** Base class of the commands: the reporting of errors. */
abstract class ReportingCommand implements Callable<Integer> {

    static final int OK = 0;
    static final int FINDINGS = 1;

    @Override
    public Integer call() {
        return run(System.out, System.err);
    }

    int run(PrintStream out, PrintStream err) {
        try {
            return execute(out, err);
        } catch (CommandFailure e) {
            err.println(e.getMessage());
            return e.exitCode();
        } finally {
            out.flush();
        }
    }

    /** Returns the exit code. */
    abstract int execute(PrintStream out, PrintStream err);
}
