package dev.milepost.cli.slos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.events.contract.EventTypeNames;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.slo.openslo.EventVocabulary;
import dev.milepost.slo.openslo.OpenSloReader;
import dev.milepost.slo.openslo.OpenSloWriter;
import dev.milepost.slo.openslo.SloReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code ./milepost slo import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes definitions of Sloth (prometheus/v1, PrometheusServiceLevel) and Pyrra"
                + " (ServiceLevelObjective) as OpenSLO documents for PUT /api/v1/slos. What has no equivalent goes to"
                + " standard error. Queries of Prometheus have none, because Milepost counts events: name event types.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all SLOs can be sent",
            "1:some SLOs must be completed, or are left out",
            "2:the command could not run"
        })
final class ImportCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of Sloth or Pyrra, as YAML or JSON.")
    private List<Path> files = List.of();

    @Option(
            names = "--indicator",
            paramLabel = "[SLO=]EVENT_TYPE",
            description = "The event type that the SLO counts, such as checkout-availability=deploy.completed; without"
                    + " a name that of all other SLOs. Can be repeated.")
    private List<String> indicators = List.of();

    @Option(
            names = "--good",
            paramLabel = "CEL",
            defaultValue = "data.status == \"success\"",
            description = "The filter of good events. Default: ${DEFAULT-VALUE}.")
    private String good = "data.status == \"success\"";

    @Option(
            names = "--sloth-period",
            paramLabel = "DURATION",
            defaultValue = "30d",
            description = "The window of Sloth's SLOs, as its --default-slo-period. Default: ${DEFAULT-VALUE}.")
    private String slothPeriod = "30d";

    private final Set<String> names = new TreeSet<>();
    private int incomplete;
    private int leftOut;
    private int findingCount;

    @Override
    public Integer call() {
        return run(System.out, System.err);
    }

    int run(PrintStream out, PrintStream err) {
        try {
            var mapping = EventMapping.of(indicators, good);
            var period = PrometheusDuration.parse(slothPeriod)
                    .orElseThrow(() -> CommandFailure.cannotRun("--sloth-period must be a duration, such as 30d."));
            for (var file : files) {
                for (var document : DefinitionFile.documents(file)) {
                    convert(file, document, period, mapping, out, err);
                }
            }
            requireNamed(mapping);
        } catch (CommandFailure e) {
            err.println(e.getMessage());
            return e.exitCode();
        }
        err.printf(
                "%d SLOs written, %d of them to be completed, %d left out; %d findings%n",
                names.size(), incomplete, leftOut, findingCount);
        return incomplete == 0 && leftOut == 0 ? 0 : 1;
    }

    private void convert(
            Path file, JsonNode document, Duration period, EventMapping mapping, PrintStream out, PrintStream err) {
        var findings = new ImportFindings();
        var source = SourceNode.of(document);
        List<ImportedSlo> slos = List.of();
        if (SlothReader.reads(source)) {
            slos = new SlothReader(period, mapping, findings).read(source);
        } else if (PyrraReader.reads(source)) {
            slos = new PyrraReader(mapping, findings).read(source).stream().toList();
        } else {
            findings.addLeftOut(source, "is neither a definition of Sloth nor one of Pyrra");
            source.markRead();
        }
        findings.addUnread(source);
        findings.all().forEach(finding -> err.println(file + ": " + finding));
        findingCount += findings.all().size();
        leftOut += findings.leftOut();
        slos.forEach(slo -> write(file, slo, out, err));
    }

    private void write(Path file, ImportedSlo slo, PrintStream out, PrintStream err) {
        if (!names.add(slo.name())) {
            err.printf(
                    "%s: %s: is left out, because an earlier SLO has the name %s%n", file, slo.pointer(), slo.name());
            leftOut++;
            return;
        }
        var text = OpenSloWriter.document(slo.document());
        var faults = faults(text);
        out.printf("---%n# %s%n", line("From " + file.getFileName() + " " + slo.pointer()));
        faults.forEach(fault -> out.printf("# TO BE COMPLETED: %s%n", line(fault.pointer() + " " + fault.detail())));
        out.print(text);
        incomplete += faults.isEmpty() ? 0 : 1;
    }

    /** Returns a text for a comment, which ends with its line. */
    private static String line(String text) {
        return text.replace('\r', ' ').replace('\n', ' ').strip();
    }

    /** Returns why the service would refuse a document. */
    private static List<Fault> faults(String document) {
        try {
            var read = OpenSloReader.read(document.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);
            SloReader.readSent(read, new EventVocabulary(EventTypeNames.fieldsOfContract()));
            return List.of();
        } catch (ProblemException e) {
            return e.faults();
        }
    }

    /** A misspelt name would leave its SLO incomplete, without saying why. */
    private void requireNamed(EventMapping mapping) {
        for (var name : mapping.types().keySet()) {
            if (!name.isEmpty() && !names.contains(name)) {
                throw CommandFailure.failed(
                        "--indicator names %s, which none of the written SLOs has: %s.", name, names);
            }
        }
    }
}
