package dev.milepost.cli.slos;

import picocli.CommandLine.Command;

/** The command {@code ./milepost slo}: works on files with definitions of SLOs, offline. */
@Command(
        name = "slo",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Works on files with definitions of SLOs, offline.",
        subcommands = {ImportCommand.class, SloLintCommand.class})
public final class SloCommand {}
