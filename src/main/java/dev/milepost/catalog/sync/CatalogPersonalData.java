package dev.milepost.catalog.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.ErasureStep.ErasureScope;
import dev.milepost.security.erasure.ErasureStep.Part;
import dev.milepost.security.erasure.KnownNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Users of the catalog, and the entities that name them. */
@ApplicationScoped
class CatalogPersonalData implements Erasable, KnownNames {

    private static final int MOST_ROWS = 500;
    private static final long MOST_BYTES = 4 << 20;

    private final Sql sql;
    private final EntityRepository entities;

    CatalogPersonalData(Sql sql, EntityRepository entities) {
        this.sql = sql;
        this.entities = entities;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(new ErasureStep() {
            @Override
            public String name() {
                return "catalog_entity";
            }

            @Override
            public Part run(ErasureScope scope, @Nullable String position) {
                return erase(scope, position);
            }
        });
    }

    private Part erase(ErasureScope scope, @Nullable String position) {
        entities.lock();
        var found = sql.queryWithin(
                MOST_BYTES,
                "select entity_ref, content::text as content from catalog_entity where entity_ref > ? order by entity_ref limit "
                        + MOST_ROWS,
                "entity_ref",
                "octet_length(content)",
                row -> CatalogEntity.of(row.getString("entity_ref"), row.getString("content")),
                position == null ? "" : position);
        long changed = 0;
        for (var entity : found.rows()) {
            changed += erase(entity, scope) ? 1 : 0;
        }
        int rows = found.rows().size();
        boolean more = found.more() || rows == MOST_ROWS;
        return new Part(more ? found.rows().get(rows - 1).ref().toString() : null, rows, changed, 0, false);
    }

    private boolean erase(CatalogEntity entity, ErasureScope scope) {
        var ref = entity.ref().toString();
        if (ErasedPeople.isErased(entity.ref(), scope.names())) {
            entities.remove(List.of(ref));
            return true;
        }
        var replaced = ErasedPeople.replaceIn(entity, scope.names());
        if (replaced.content().equals(entity.content())) {
            return false;
        }
        sql.update(
                "update catalog_entity set content = ?::text::jsonb where entity_ref = ?",
                replaced.content().toString(),
                ref);
        return true;
    }

    @Override
    public Collection<String> findOthers(String name) {
        var names = new ArrayList<String>();
        sql.query(
                        """
                        select entity_ref, content::text as content from catalog_entity
                        where kind = 'user' and (entity_ref = ? or lower(content #>> '{spec,profile,email}') = ?) limit 10
                        """,
                        row -> CatalogEntity.of(row.getString("entity_ref"), row.getString("content")),
                        EntityRef.parse(name, "user", EntityRef.DEFAULT_NAMESPACE)
                                .map(EntityRef::toString)
                                .orElse(name),
                        name)
                .forEach(user -> addNames(user, names));
        return names;
    }

    /** The ref, the address, the full name, and what annotations have of logins and addresses. */
    private static void addNames(CatalogEntity user, List<String> names) {
        names.add(user.ref().toString());
        var profile = user.content().path("spec").path("profile");
        text(profile.path("email")).ifPresent(names::add);
        text(profile.path("displayName"))
                .filter(fullName -> fullName.indexOf(' ') > 0)
                .ifPresent(names::add);
        user.content()
                .path("metadata")
                .path("annotations")
                .properties()
                .forEach(annotation -> text(annotation.getValue())
                        .filter(value ->
                                annotation.getKey().toLowerCase(Locale.ROOT).endsWith("/user-login")
                                        || isAddress(value))
                        .ifPresent(names::add));
    }

    private static Optional<String> text(JsonNode value) {
        return JsonTexts.of(value);
    }

    private static boolean isAddress(String text) {
        return text.indexOf('@') > 0 && text.indexOf('/') < 0 && text.indexOf(' ') < 0;
    }
}
