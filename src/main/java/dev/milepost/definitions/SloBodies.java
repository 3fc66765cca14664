package dev.milepost.definitions;

import dev.milepost.entities.Format;
import dev.milepost.openslo.OpenSloDocument;
import dev.milepost.openslo.OpenSloReader;
import dev.milepost.openslo.SloReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Definitions as they are sent. */
public final class SloBodies {

    private SloBodies() {}

    public static List<OpenSloDocument> documents(@Nullable String contentType, byte[] body) {
        return OpenSloReader.read(body, Format.of(contentType).orElseThrow(UnsupportedSloFormat::new));
    }

    /** The one objective that documents define. */
    public static DefinedSlo one(List<OpenSloDocument> documents, int version) {
        var slos = SloReader.read(documents);
        if (slos.size() != 1) {
            throw new MisnamedSlo("must have one document of kind SLO, and has %d".formatted(slos.size()));
        }
        return new DefinedSlo(slos.get(0), documents, version);
    }
}
