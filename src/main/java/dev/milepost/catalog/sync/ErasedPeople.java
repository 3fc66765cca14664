package dev.milepost.catalog.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.security.erasure.ErasedNames;
import java.util.List;
import java.util.Optional;

/**
 * Replaces erased people in entities. A group loses them as members, since it may write a member as the last part of its
 * ref. Their own entities are left out, as if Backstage had removed them.
 */
final class ErasedPeople {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "user";

    private ErasedPeople() {}

    /** The hashes stay those of what was sent, so that the same entities are unchanged when they are sent again. */
    static List<EntityUpsert> replaceIn(List<EntityUpsert> arrivals, ErasedNames names) {
        if (names.isEmpty()) {
            return arrivals;
        }
        return arrivals.stream()
                .filter(arrival -> !isErased(arrival.entity().ref(), names))
                .map(arrival -> new EntityUpsert(
                        arrival.index(),
                        replaceIn(arrival.entity(), names),
                        arrival.hash(),
                        arrival.changedAt(),
                        arrival.effectiveFrom()))
                .toList();
    }

    static boolean isErased(EntityRef ref, ErasedNames names) {
        var text = ref.toString();
        return ref.kind().equals(USER) && !names.replaceIn(text).equals(text);
    }

    /** Returns the entity with pseudonyms; one with equal content if it names nobody. */
    static CatalogEntity replaceIn(CatalogEntity entity, ErasedNames names) {
        JsonNode content = entity.content().deepCopy();
        if (content.path("spec") instanceof ObjectNode spec) {
            if (spec.path("members") instanceof ArrayNode members) {
                members.removeIf(
                        member -> refersToErased(member, USER, entity, names).isPresent());
            }
            refersToErased(spec.path("owner"), CatalogEntity.GROUP, entity, names)
                    .ifPresent(owner -> spec.put("owner", names.replaceIn(owner)));
        }
        try {
            return new CatalogEntity(entity.ref(), JSON.readTree(names.replaceIn(content.toString())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An entity with pseudonyms is not valid JSON", e);
        }
    }

    /** The full ref of an erased person that a text refers to, relative to the entity. */
    private static Optional<String> refersToErased(
            JsonNode reference, String usualKind, CatalogEntity entity, ErasedNames names) {
        return JsonTexts.of(reference)
                .flatMap(text -> EntityRef.parse(text, usualKind, entity.ref().namespace()))
                .filter(ref -> isErased(ref, names))
                .map(EntityRef::toString);
    }
}
