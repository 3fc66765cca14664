package dev.milepost.catalog;

import dev.milepost.catalog.EntityRepository.Kept;
import dev.milepost.entities.Annotations;
import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * Where services are outside of the catalog: in which repository and folder, and under which id in PagerDuty, as the
 * well-known annotations of Backstage say.
 *
 * @see <a href="https://backstage.io/docs/features/software-catalog/well-known-annotations">Well-known annotations</a>
 */
@ApplicationScoped
public class Whereabouts {

    private static final String NAMED =
            "select * from catalog_entity where telemetry_key is not null " + "and orphaned_at is null and ";

    private final Sql sql;

    Whereabouts(DataSource database) {
        sql = new Sql(database);
    }

    /**
     * A service in a repository.
     *
     * @param folder without a slash at its ends; empty for the whole repository
     */
    public record Place(String service, String folder) {

        public static Place wholeRepository(String service) {
            return new Place(service, "");
        }

        public boolean holds(String file) {
            return folder.isEmpty() || file.startsWith(folder + "/");
        }
    }

    /**
     * The services of a repository: its Components, and what else claims a service by name. Components first, each kind
     * by name.
     *
     * @param slug owner/name, in any case of letters
     */
    public List<Place> inRepository(String host, String slug) {
        return claims("entity_repository(content) = ?", slug.toLowerCase(Locale.ROOT)).stream()
                .flatMap(kept -> SourceLocation.of(kept.entity())
                        .filter(location -> location.isOf(host))
                        .map(location -> new Place(key(kept), location.folder()))
                        .stream())
                .distinct()
                .toList();
    }

    /** Whether it is known of a service that it is in some repository. */
    public boolean isInARepository(String service) {
        return !claims("telemetry_key = ? and entity_repository(content) is not null", service)
                .isEmpty();
    }

    /** The services that PagerDuty knows by an id, as those of a repository. */
    public List<String> inPagerDuty(String id) {
        return claims("content #>> '{metadata,annotations,pagerduty.com/service-id}' = ?", id).stream()
                .map(Whereabouts::key)
                .distinct()
                .toList();
    }

    private List<Kept> claims(String condition, String value) {
        return sql.query(NAMED + condition, EntityRepository::kept, value).stream()
                .filter(kept -> claims(kept.entity()))
                .sorted((one, other) -> Entity.byClaim().compare(one.entity(), other.entity()))
                .toList();
    }

    /** The own name of an API or a Resource is no claim, since most are beside a Component that is the service. */
    private static boolean claims(Entity entity) {
        return entity.ref().kind().equals(Entity.SERVICES.get(0))
                || entity.annotation(Annotations.TELEMETRY_KEY).isPresent();
    }

    private static String key(Kept kept) {
        return String.valueOf(kept.entity().telemetryKey());
    }
}
