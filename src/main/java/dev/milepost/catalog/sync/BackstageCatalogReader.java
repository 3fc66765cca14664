package dev.milepost.catalog.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.security.backstage.BackstageFailure;
import dev.milepost.security.backstage.BackstageFailure.Kind;
import dev.milepost.security.backstage.BackstageInstall;
import dev.milepost.security.backstage.BackstageReads.Lease;
import dev.milepost.security.backstage.BackstageReads.Reached;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole catalog of an install, page by page, as one full sync: each page as {@code PUT /api/v1/catalog/entities},
 * then the list of all as {@code POST /api/v1/catalog/full-syncs}. What has not changed is found by its hash and costs a
 * query: the catalog's router streams its pages without an entity tag, so they cannot be asked for conditionally.
 */
final class BackstageCatalogReader {

    private static final Logger LOG = Logger.getLogger(BackstageCatalogReader.class);

    private static final String CATALOG = "catalog";

    private final Target target;
    private final BackstageInstall install;
    private int pageSize;

    /** What is done with pages and with the list of all entities. */
    interface Target {

        SyncReceipt sync(JsonNode body);

        void complete(JsonNode body);
    }

    BackstageCatalogReader(BackstageInstall install, Target target) {
        this.install = install;
        this.target = target;
        this.pageSize = install.config().catalog().pageSize();
    }

    /** @param now the time before the read: what is processed later may be missing in it */
    Reached read(Lease lease, Instant now) throws BackstageFailure {
        var refs = new TreeSet<String>();
        String cursor = null;
        do {
            var page = page(cursor);
            lease.extend();
            var items = page.path("items");
            if (!items.isArray()) {
                throw new BackstageFailure(Kind.UNEXPECTED, "A page of the catalog has no list items");
            }
            sync(items);
            items.forEach(entity -> ref(entity).ifPresent(refs::add));
            if (refs.size() > FullSync.MAX_REFS) {
                throw new BackstageFailure(
                        Kind.UNEXPECTED,
                        "The catalog has more than %d entities. Read fewer by milepost.backstage.%s.catalog.filters"
                                .formatted(FullSync.MAX_REFS, install.name()));
            }
            var next = page.path("pageInfo").path("nextCursor").asText("");
            if (next.equals(cursor)) {
                throw new BackstageFailure(Kind.UNEXPECTED, "A page of the catalog is followed by itself");
            }
            cursor = next.isEmpty() ? null : next;
        } while (cursor != null);
        complete(refs, now);
        return new Reached(null, true);
    }

    /** Reads a page. Entities can have large definitions, so a page that is too large is read in smaller ones. */
    private JsonNode page(@Nullable String cursor) throws BackstageFailure {
        while (true) {
            try {
                return install.get(CATALOG, query(cursor));
            } catch (BackstageFailure e) {
                if (e.kind() != Kind.TOO_LARGE || pageSize == 1) {
                    throw e;
                }
                pageSize = Math.max(1, pageSize / 4);
            }
        }
    }

    private String query(@Nullable String cursor) {
        var config = install.config().catalog();
        var query = new StringBuilder("/entities/by-query?limit=").append(pageSize);
        query.append("&fields=").append(encoded(String.join(",", config.fields())));
        if (cursor != null) {
            // The cursor contains the filter.
            return query.append("&cursor=").append(encoded(cursor)).toString();
        }
        config.filters()
                .ifPresent(filters ->
                        filters.forEach(filter -> query.append("&filter=").append(encoded(filter))));
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void sync(JsonNode items) {
        var body = JsonNodeFactory.instance.objectNode();
        var entities = body.putArray("entities");
        items.forEach(entity -> entities.addObject().set("entity", entity));
        var receipt = target.sync(body);
        if (receipt.rejected() > 0) {
            receipt.entities().stream()
                    .filter(outcome -> !outcome.errors().isEmpty())
                    .findFirst()
                    .ifPresent(outcome -> LOG.debugf(
                            "%d entities of a page of Backstage's catalog are not stored. The first is %s: %s",
                            receipt.rejected(),
                            outcome.entityRef(),
                            outcome.errors().get(0).detail()));
        }
    }

    private void complete(TreeSet<String> refs, Instant now) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("as_of", now.toString());
        refs.forEach(body.putArray("entity_refs")::add);
        target.complete(body);
    }

    /** The ref of an entity, also of one that is not stored because of something else. */
    private static Optional<String> ref(JsonNode entity) {
        var kind = entity.path("kind").asText("");
        var name = entity.path("metadata").path("name").asText("");
        var namespace = entity.path("metadata").path("namespace").asText(EntityRef.DEFAULT_NAMESPACE);
        return EntityRef.parse("%s:%s/%s".formatted(kind, namespace, name), null, EntityRef.DEFAULT_NAMESPACE)
                .map(EntityRef::toString)
                .filter(JsonTexts::isStorable);
    }
}
