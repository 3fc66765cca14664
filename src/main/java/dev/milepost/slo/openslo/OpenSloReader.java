package dev.milepost.slo.openslo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.DocumentReader.Element;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.documents.LineNumbers;
import dev.milepost.platform.documents.NullCharacterCheck;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads OpenSLO v1 documents, including those whose SLOs cannot be computed here. The pointer of a fault is relative to
 * the document. With several documents it is relative to the list of them, as in {@code /1/spec/objectives}.
 *
 * @see <a href="https://github.com/OpenSLO/OpenSLO">the specification</a>
 */
public final class OpenSloReader {

    private static final int MAX_DOCUMENTS = 1_000;

    private OpenSloReader() {}

    /**
     * Parses and validates documents.
     *
     * @throws dev.milepost.platform.documents.UnreadableDocument if the text is not valid YAML or JSON
     * @throws InvalidOpenSlo if it is not valid OpenSLO
     */
    public static List<OpenSloDocument> read(byte[] text, DocumentFormat format) {
        var contents =
                DocumentReader.readElements(text, format, LineNumbers::disabled, MAX_DOCUMENTS, "documents can be sent")
                        .stream()
                        .map(Element::value)
                        .toList();
        var faults = new FaultCollector();
        if (contents.isEmpty()) {
            faults.add("", "must contain at least one document");
        }
        var documents = new ArrayList<OpenSloDocument>();
        var names = new HashSet<String>();
        for (int i = 0; i < contents.size(); i++) {
            var at = pointer(i, contents.size());
            var document = new OpenSloDocument(contents.get(i));
            NullCharacterCheck.check(contents.get(i), at, faults::add);
            if (OpenSloSchema.DOCUMENT.validate(contents.get(i), at, faults)) {
                validateWindows(document.spec().path("timeWindow"), at + "/spec/timeWindow", faults);
                if (!names.add(document.kind() + " " + document.name())) {
                    faults.add(
                            at + "/metadata/name",
                            "must be unique, but an earlier " + document.kind() + " has this name");
                }
            }
            documents.add(document);
        }
        if (!faults.isEmpty()) {
            throw new InvalidOpenSlo(faults.all());
        }
        return List.copyOf(documents);
    }

    /**
     * Returns the documents of each SLO by its name: its own, and those that it refers to directly or through others,
     * in their order.
     */
    public static Map<String, List<OpenSloDocument>> separate(List<OpenSloDocument> documents) {
        var references = new OpenSloReferences(documents);
        var bySlo = new TreeMap<String, List<OpenSloDocument>>();
        for (int i = 0; i < documents.size(); i++) {
            if (documents.get(i).kind().equals("SLO")) {
                bySlo.put(documents.get(i).name(), references.reachableFrom(i));
            }
        }
        return bySlo;
    }

    /** Returns the pointer to a document. {@code documents} is the number of documents. */
    static String pointer(int index, int documents) {
        return documents == 1 ? "" : JsonPointers.of("", Integer.toString(index));
    }

    /** Validates the parts of a calendar that a JSON Schema cannot. */
    private static void validateWindows(JsonNode windows, String at, FaultCollector faults) {
        for (int i = 0; i < windows.size(); i++) {
            var calendar = windows.get(i).path("calendar");
            var pointer = at + "/" + i + "/calendar";
            if (!calendar.isMissingNode()) {
                Stream.of(
                                CalendarParser.startFault(
                                        calendar.path("startTime").asText(), pointer + "/startTime"),
                                CalendarParser.zoneFault(
                                        calendar.path("timeZone").asText(), pointer + "/timeZone"))
                        .flatMap(Optional::stream)
                        .forEach(fault -> faults.add(fault.pointer(), fault.detail()));
            }
        }
    }
}
