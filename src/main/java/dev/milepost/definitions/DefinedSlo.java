package dev.milepost.definitions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.entities.Format;
import dev.milepost.objectives.Slo;
import dev.milepost.openslo.OpenSloDocument;
import dev.milepost.openslo.OpenSloReader;
import dev.milepost.openslo.SloReader;
import dev.milepost.platform.Caller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * An objective that is counted.
 *
 * @param documents it and all that it refers to
 * @param version 0 where it is one that the service brings along
 */
public record DefinedSlo(Slo slo, List<OpenSloDocument> documents, int version) {

    public DefinedSlo {
        documents = List.copyOf(documents);
    }

    public String name() {
        return slo.name();
    }

    /** The documents as JSON. */
    public String json() {
        var list = JsonNodeFactory.instance.arrayNode();
        documents.forEach(document -> list.add(document.content()));
        return list.toString();
    }

    /** What {@link #json} wrote. */
    public static DefinedSlo parse(String json, int version) {
        var documents = OpenSloReader.read(json.getBytes(StandardCharsets.UTF_8), Format.JSON);
        return new DefinedSlo(SloReader.read(documents).get(0), documents, version);
    }

    /** Another where anything was said otherwise. */
    public String digest() {
        return UUID.nameUUIDFromBytes(json().getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Refuses a caller that is not in the group which owns it. What has no owner is a platform admin's. */
    public void checkMayChange(Caller caller) {
        var owner = slo.description().owner();
        if (!caller.mayChange(owner == null ? "" : full(owner))) {
            throw new NotOwnSlo(caller.name(), owner == null ? "the group of platform admins" : owner);
        }
    }

    private static String full(String owner) {
        var ref = owner.toLowerCase(Locale.ROOT);
        return ref.contains("/") ? ref : ref.replace("group:", "group:default/");
    }
}
