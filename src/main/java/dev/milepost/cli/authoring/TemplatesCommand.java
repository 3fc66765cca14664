package dev.milepost.cli.authoring;

import dev.milepost.cli.importing.ImportCommand;
import picocli.CommandLine.Command;

/** The command {@code ./milepost templates}: commands for template authors and their CI. */
@Command(
        name = "templates",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Works on the golden paths and modules of a folder. lint, resolve, render and diff work offline.",
        subcommands = {
            PublishCommand.class,
            LintCommand.class,
            ResolveCommand.class,
            RenderCommand.class,
            DiffCommand.class,
            ImportCommand.class,
            AdoptCommand.class
        })
public final class TemplatesCommand {}
