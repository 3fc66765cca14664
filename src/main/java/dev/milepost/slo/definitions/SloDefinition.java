package dev.milepost.slo.definitions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.caller.Caller;
import dev.milepost.slo.objectives.Slo;
import dev.milepost.slo.openslo.EventVocabulary;
import dev.milepost.slo.openslo.OpenSloDocument;
import dev.milepost.slo.openslo.OpenSloReader;
import dev.milepost.slo.openslo.SloReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The definition of an SLO.
 *
 * @param documents the SLO document and all documents that it refers to
 * @param version 0 for a built-in definition
 */
public record SloDefinition(Slo slo, List<OpenSloDocument> documents, int version) {

    public SloDefinition {
        documents = List.copyOf(documents);
    }

    /**
     * Returns the definition of the only SLO that the documents define.
     *
     * @throws ProblemException if they define none or several, or one that cannot be computed
     */
    public static SloDefinition of(List<OpenSloDocument> documents, int version, EventVocabulary vocabulary) {
        var slos = SloReader.readSent(documents, vocabulary);
        if (slos.size() != 1) {
            throw misnamed(
                    "The body must contain exactly one document of kind SLO, but contains %d.".formatted(slos.size()));
        }
        return new SloDefinition(slos.get(0), documents, version);
    }

    public String name() {
        return slo.name();
    }

    /** Returns the documents as a JSON array. */
    public String json() {
        var list = JsonNodeFactory.instance.arrayNode();
        documents.forEach(document -> list.add(document.content()));
        return list.toString();
    }

    /** Parses the output of {@link #json}. */
    public static SloDefinition parse(String json, int version) {
        var documents = OpenSloReader.read(json.getBytes(StandardCharsets.UTF_8), DocumentFormat.JSON);
        return new SloDefinition(SloReader.read(documents).get(0), documents, version);
    }

    /** Returns a digest that changes with every change of the documents. */
    public String digest() {
        return UUID.nameUUIDFromBytes(json().getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Rejects another name than the one in the documents. */
    public void checkIsNamed(String name) {
        if (!name().equals(name)) {
            throw misnamed("The documents define %s, but the path names %s. Use the same name in both."
                    .formatted(name(), name));
        }
    }

    private static ProblemException misnamed(String detail) {
        return ProblemException.of(ProblemType.MISNAMED_SLO, detail, "");
    }

    /** Rejects a caller who is not in the group that owns the SLO. Platform admins own an SLO without an owner. */
    public void checkMayChange(Caller caller) {
        var owner = slo.description().owner();
        if (!caller.mayChange(owner == null ? "" : fullRef(owner))) {
            throw ProblemException.of(
                    ProblemType.NOT_SLO_OWNER,
                    "%s is not a member of %s, which owns the SLO."
                            .formatted(caller.name(), owner == null ? "the group of platform admins" : owner));
        }
    }

    private static String fullRef(String owner) {
        var ref = owner.toLowerCase(Locale.ROOT);
        return ref.contains("/") ? ref : ref.replace("group:", "group:default/");
    }
}
