package dev.milepost.catalog.sync;

import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.sync.EntityRepository.EntityRow;
import dev.milepost.events.vendors.ServiceLocations;
import dev.milepost.events.vendors.ServiceLocations.ServiceLocation;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/**
 * Locates services outside of the catalog: repository and folder, and PagerDuty service id, from the well-known
 * annotations of Backstage; files and deployments in a repository of several services, from those of Milepost.
 *
 * @see <a href="https://backstage.io/docs/features/software-catalog/well-known-annotations">Well-known annotations</a>
 */
@ApplicationScoped
class CatalogServiceLocations implements ServiceLocations {

    private static final String CLAIMS =
            "select * from catalog_entity where telemetry_key is not null " + "and orphaned_at is null and ";

    private final Sql sql;

    CatalogServiceLocations(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ServiceLocation> findInRepository(String host, String slug) {
        return claims("entity_repository(content) = ?", slug.toLowerCase(Locale.ROOT)).stream()
                .flatMap(kept -> SourceLocation.of(kept.entity())
                        .filter(location -> location.matchesHost(host))
                        .map(location -> new ServiceLocation(key(kept), location.folder())
                                .with(
                                        PatternList.of(kept.entity().annotation(AnnotationNames.PATHS)),
                                        PatternList.of(
                                                kept.entity().annotation(AnnotationNames.DEPLOYMENT_ENVIRONMENTS)),
                                        PatternList.of(kept.entity().annotation(AnnotationNames.DEPLOYMENT_WORKFLOWS))))
                        .stream())
                .distinct()
                .toList();
    }

    @Override
    public boolean hasRepository(String service) {
        return !claims("telemetry_key = ? and entity_repository(content) is not null", service)
                .isEmpty();
    }

    @Override
    public List<String> findByPagerDutyId(String id) {
        return claims("content #>> '{metadata,annotations,pagerduty.com/service-id}' = ?", id).stream()
                .map(CatalogServiceLocations::key)
                .distinct()
                .toList();
    }

    private List<EntityRow> claims(String condition, String value) {
        return sql.query(CLAIMS + condition, EntityRepository::toRow, value).stream()
                .filter(kept -> claims(kept.entity()))
                .sorted((one, other) -> CatalogEntity.claimOrder().compare(one.entity(), other.entity()))
                .toList();
    }

    /**
     * Whether the entity claims a service. The name of an API or a Resource without a telemetry key is not a claim,
     * because most belong to a Component that is the service.
     */
    private static boolean claims(CatalogEntity entity) {
        return entity.ref().kind().equals(CatalogEntity.SERVICE_KINDS.get(0))
                || entity.annotation(AnnotationNames.TELEMETRY_KEY).isPresent();
    }

    private static String key(EntityRow kept) {
        return String.valueOf(kept.entity().telemetryKey());
    }
}
