package dev.milepost.cli.authoring;

import picocli.CommandLine.Command;

/** The command {@code ./milepost templates}: commands for template authors and their CI. */
@Command(
        name = "templates",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Golden paths and modules in a folder. All but publish works offline.",
        subcommands = {
            PublishCommand.class,
            LintCommand.class,
            ResolveCommand.class,
            RenderCommand.class,
            DiffCommand.class
        })
public final class TemplatesCommand {}
