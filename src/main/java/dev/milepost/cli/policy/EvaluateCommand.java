package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.command.ServiceUrl;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.http.ProblemException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command {@code ./milepost policy evaluate}: asks a running service for a decision. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Asks a running service for a decision, after it has sent evidence. For pipelines: the exit code is"
                        + " the decision.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:allow, or warn without --fail-on-warn",
            "1:deny, or warn with --fail-on-warn",
            "2:the command line, a file or the token is not valid",
            "3:the service did not answer; see --on-error"
        })
final class EvaluateCommand extends ReportingCommand {

    @Option(
            names = "--hook",
            required = true,
            paramLabel = "HOOK",
            description = "scaffold, pull_request, build, deploy, promote or model_review.")
    private String hook = "";

    @Option(names = "--service", paramLabel = "NAME", description = "The service. Needed except before scaffolding.")
    private @Nullable String service;

    @Option(names = "--environment", paramLabel = "NAME", description = "Where it is deployed.")
    private @Nullable String environment;

    @Option(names = "--commit", paramLabel = "SHA", description = "The commit.")
    private @Nullable String commit;

    @Option(names = "--artifact", paramLabel = "NAME", description = "What was built: IMAGE@sha256:… or sha256:….")
    private @Nullable String artifact;

    @Option(names = "--repository", paramLabel = "URL", description = "The repository: its URL, or HOST/OWNER/NAME.")
    private @Nullable String repository;

    @Option(
            names = "--pull-request",
            paramLabel = "URL|NUMBER",
            description = "The pull request: its URL, or its number in the repository.")
    private @Nullable String pullRequest;

    @Option(names = "--pipeline-run", paramLabel = "ID", description = "The run of the pipeline.")
    private @Nullable String pipelineRun;

    @Option(names = "--deployment", paramLabel = "ID", description = "The deployment.")
    private @Nullable String deployment;

    @Option(names = "--correlation", paramLabel = "ID", description = "The correlation id of the change.")
    private @Nullable String correlation;

    @Option(
            names = "--template",
            paramLabel = "NAME[@VERSION]",
            description = "The golden path, before scaffolding or if Milepost does not know it.")
    private @Nullable String template;

    @Option(names = "--task", paramLabel = "ID", description = "The scaffolder's task.")
    private @Nullable String task;

    @Option(names = "--input", paramLabel = "FILE", description = "A YAML or JSON object that policies read as input.")
    private @Nullable Path input;

    @Option(
            names = "--evidence",
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Documents to send as evidence first. The service finds their kind; documents of one's own types"
                            + " are named custom/NAME=FILE.")
    private List<String> evidence = List.of();

    @Option(
            names = "--source",
            paramLabel = "URL",
            description = "Where the evidence comes from. Needed if the token is restricted to sources.")
    private @Nullable String source;

    @Option(
            names = "--key",
            paramLabel = "TEXT",
            description = "The idempotency key: the same question with the same key has the same decision."
                    + " Default: a new one for each call.")
    private @Nullable String key;

    @Option(
            names = "--format",
            paramLabel = "text|json|sarif|markdown",
            defaultValue = "text",
            converter = OutputFormat.OfDecisions.class,
            description = "The output format. Default: text.")
    private OutputFormat format = OutputFormat.TEXT;

    @Option(
            names = "--summary",
            paramLabel = "FILE",
            description = "Appends the summary in Markdown to a file, such as that in GITHUB_STEP_SUMMARY.")
    private @Nullable Path summary;

    @Option(names = "--fail-on-warn", description = "Ends with 1 if the decision is warn.")
    private boolean isFailOnWarn;

    @Option(
            names = "--on-error",
            paramLabel = "fail|allow|deny",
            defaultValue = "fail",
            converter = OnError.Converter.class,
            description = "What to do if the service does not answer: end with 3, 0 or 1. Default: fail.")
    private OnError onError = OnError.FAIL;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long a request is repeated while the service does not answer. Default: 30.")
    private int timeout = 30;

    @Mixin
    private ServiceUrl url = new ServiceUrl();

    /** What to do without an answer. */
    private enum OnError {
        FAIL(CommandFailure.NO_ANSWER),
        ALLOW(OK),
        DENY(FINDINGS);

        private final int exitCode;

        OnError(int exitCode) {
            this.exitCode = exitCode;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Parses the value of the option. */
        static final class Converter implements ITypeConverter<OnError> {

            @Override
            public OnError convert(String text) {
                return Arrays.stream(values())
                        .filter(one -> one.word().equals(text))
                        .findFirst()
                        .orElseThrow(() ->
                                new TypeConversionException("must be fail, allow or deny, not '%s'".formatted(text)));
            }
        }
    }

    @Override
    int execute(PrintStream out, PrintStream err) {
        var question = question();
        var client = new ServiceClient(url.get(), Duration.ofSeconds(timeout));
        try {
            new EvidenceUpload(client, question, source).send(evidence, err);
            var decision = new DecisionOutput(ask(client, question), client.address(""));
            out.println(decision.of(format));
            appendToSummary(decision.of(OutputFormat.MARKDOWN));
            return decision.isAllowed(isFailOnWarn) ? OK : FINDINGS;
        } catch (CommandFailure e) {
            if (e.exitCode() != CommandFailure.NO_ANSWER) {
                throw e;
            }
            err.println(e.getMessage());
            if (onError != OnError.FAIL) {
                err.printf("There is no decision, and --on-error is %s.%n", onError.word());
            }
            appendToSummary("### Policies: no decision%n%n`%s`%n"
                    .formatted(String.valueOf(e.getMessage()).replace('`', '\'').replace('\n', ' ')));
            return onError.exitCode;
        }
    }

    private JsonNode ask(ServiceClient client, JsonNode question) {
        var answer = client.send(client.request("/api/v1/policies/evaluate", question)
                .header("Idempotency-Key", key())
                .build());
        if (!answer.isSuccess()) {
            throw CommandFailure.cannotRun("The service refused the question: %s", answer.problem("emitter"));
        }
        if (!answer.body().path("decision").isTextual()) {
            throw CommandFailure.noAnswer("%s is not a Milepost service.", url.get());
        }
        return answer.body();
    }

    /**
     * By default the repetitions of this call have one decision, and the next call has its own: evidence or a waiver may have
     * come meanwhile.
     */
    private String key() {
        if (key == null || key.isBlank()) {
            return UUID.randomUUID().toString();
        }
        if (key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw CommandFailure.cannotRun("The key may have printable characters of ASCII only, without blanks.");
        }
        return key;
    }

    private JsonNode question() {
        var reference = PullRequestReference.of(repository, pullRequest);
        var question = JsonNodeFactory.instance.objectNode().put("hook", hook);
        put(question, "service_id", service);
        put(question, "environment", environment);
        put(question, "commit_sha", commit);
        put(question, "artifact", artifact);
        put(question, "repository", reference.repository());
        put(question, "pr_id", reference.number());
        put(question, "pipeline_run_id", pipelineRun);
        put(question, "deployment_id", deployment);
        put(question, "correlation_id", correlation);
        if (template != null) {
            int at = template.indexOf('@');
            put(question, "template_id", at < 0 ? template : template.substring(0, at));
            put(question, "template_version", at < 0 ? null : template.substring(at + 1));
        }
        put(question, "task_id", task);
        if (input != null) {
            question.set("input", object(input));
        }
        return question;
    }

    /** Pipelines pass on variables that may be empty. */
    private static void put(ObjectNode question, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            question.put(name, value.strip());
        }
    }

    private static JsonNode object(Path file) {
        var read = EvidenceFile.read(file);
        try {
            return DocumentReader.readOne(read.bytes(), read.format())
                    .map(document -> document.value())
                    .filter(JsonNode::isObject)
                    .orElseThrow(() -> CommandFailure.cannotRun("%s must have one object.", file));
        } catch (ProblemException e) {
            throw CommandFailure.cannotRun("%s: %s", file, e.getMessage());
        }
    }

    private void appendToSummary(String text) {
        if (summary == null || summary.toString().isEmpty()) {
            return;
        }
        try {
            Files.writeString(summary, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot write %s: %s", summary, e.getMessage());
        }
    }
}
