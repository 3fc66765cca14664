package dev.milepost.cli.policy;

import picocli.CommandLine.Command;

/** The command {@code ./milepost policy}: commands for authors of policies and for CI. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Works on policies. lint and test work offline, push and evaluate call a running service.",
        subcommands = {EvaluateCommand.class, TestCommand.class, LintCommand.class, PushCommand.class})
public final class PolicyCommand {}
