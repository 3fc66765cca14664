package dev.milepost.slo.definitions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.security.caller.Caller;
import dev.milepost.slo.objectives.Slo;
import dev.milepost.slo.openslo.OpenSloDocument;
import dev.milepost.slo.openslo.OpenSloReader;
import dev.milepost.slo.openslo.SloReader;
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
public record SloDefinition(Slo slo, List<OpenSloDocument> documents, int version) {

    public SloDefinition {
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
    public static SloDefinition parse(String json, int version) {
        var documents = OpenSloReader.read(json.getBytes(StandardCharsets.UTF_8), DocumentFormat.JSON);
        return new SloDefinition(SloReader.read(documents).get(0), documents, version);
    }

    /** Another where anything was said otherwise. */
    public String digest() {
        return UUID.nameUUIDFromBytes(json().getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Refuses a caller that is not in the group which owns it. What has no owner is a platform admin's. */
    public void checkMayChange(Caller caller) {
        var owner = slo.description().owner();
        if (!caller.mayChange(owner == null ? "" : fullRef(owner))) {
            throw new NotOwnSlo(caller.name(), owner == null ? "the group of platform admins" : owner);
        }
    }

    private static String fullRef(String owner) {
        var ref = owner.toLowerCase(Locale.ROOT);
        return ref.contains("/") ? ref : ref.replace("group:", "group:default/");
    }
}
