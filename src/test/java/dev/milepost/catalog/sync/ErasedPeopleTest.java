package dev.milepost.catalog.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.security.erasure.ErasedNames;
import dev.milepost.security.erasure.TestErasedNames;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasedPeopleTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ErasedNames NAMES =
            TestErasedNames.of("user:default/anna", "user:eu/bea", "anna@example.org", "Anna Muster");

    @Test
    void leavesOutUsersAndTheirMemberships() throws Exception {
        var group = entity("group:eu/team", """
                {"kind": "Group", "metadata": {"name": "team", "description": "Led by Anna Muster"},
                 "spec": {"members": ["bea", "anna", "user:default/anna", "USER:EU/BEA", "joe"]}}
                """);

        var left = ErasedPeople.replaceIn(
                List.of(
                        upsert(entity("user:default/anna", "{}")),
                        upsert(group),
                        upsert(entity("user:default/joe", "{}"))),
                NAMES);

        assertThat(left).extracting(EntityUpsert::ref).containsExactly("group:eu/team", "user:default/joe");
        assertThat(left.get(0).entity().content()).isEqualTo(JSON.readTree("""
                {"kind": "Group", "metadata": {"name": "team", "description": "Led by person-1"},
                 "spec": {"members": ["anna", "joe"]}}
                """));
        assertThat(left.get(0).hash()).isEqualTo("hash of what was sent");
    }

    @Test
    void replacesOwners() {
        var replaced = ErasedPeople.replaceIn(
                entity(
                        "component:eu/payments",
                        "{\"metadata\": {\"name\": \"payments\"}, \"spec\": {\"owner\": \"user:bea\"}}"),
                NAMES);

        assertThat(replaced.content().at("/spec/owner").asText()).isEqualTo("user:eu/person-1");
    }

    @Test
    void keepsGroupsOfTheSameName() {
        var entity = entity(
                "component:default/anna", "{\"metadata\": {\"name\": \"anna\"}, \"spec\": {\"owner\": \"anna\"}}");

        assertThat(ErasedPeople.replaceIn(entity, NAMES)).isEqualTo(entity);
        assertThat(ErasedPeople.isErased(entity.ref(), NAMES)).isFalse();
    }

    private static EntityUpsert upsert(CatalogEntity entity) {
        return new EntityUpsert(0, entity, "hash of what was sent", null, null);
    }

    private static CatalogEntity entity(String ref, String content) {
        try {
            JSON.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        return CatalogEntity.of(ref, content);
    }
}
