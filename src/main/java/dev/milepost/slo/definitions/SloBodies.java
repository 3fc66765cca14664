package dev.milepost.slo.definitions;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.slo.openslo.OpenSloDocument;
import dev.milepost.slo.openslo.OpenSloReader;
import dev.milepost.slo.openslo.SloReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads SLO definitions from request bodies. */
public final class SloBodies {

    private SloBodies() {}

    public static List<OpenSloDocument> documents(@Nullable String contentType, byte[] body) {
        return OpenSloReader.read(body, DocumentFormat.of(contentType).orElseThrow(UnsupportedSloFormat::new));
    }

    /** Returns the only SLO that the documents define. */
    public static SloDefinition requireSingle(List<OpenSloDocument> documents, int version) {
        var slos = SloReader.read(documents);
        if (slos.size() != 1) {
            throw new MisnamedSlo(
                    "The body must contain exactly one document of kind SLO, but contains %d.".formatted(slos.size()));
        }
        return new SloDefinition(slos.get(0), documents, version);
    }
}
