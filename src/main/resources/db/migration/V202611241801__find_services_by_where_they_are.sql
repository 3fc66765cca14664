-- The repository (owner/name, lower case) of an entity: what the GitHub plugin is told, else where its source lies.
create function entity_repository(content jsonb) returns text
    language sql immutable parallel safe
    return lower(coalesce(
        content #>> '{metadata,annotations,github.com/project-slug}',
        regexp_replace(
            substring(content #>> '{metadata,annotations,backstage.io/source-location}'
                from '^url:https?://[^/]+/([^/?#]+/[^/?#]+)'),
            '\.git$', '')));

-- Serves webhooks: the services of a repository. By hash, since an annotation may be longer than a key of a tree.
create index catalog_entity_by_repository on catalog_entity using hash (entity_repository(content))
    where telemetry_key is not null and orphaned_at is null;

-- Serves webhooks: the service that PagerDuty knows by an id.
create index catalog_entity_by_pagerduty_service on catalog_entity
    using hash ((content #>> '{metadata,annotations,pagerduty.com/service-id}'))
    where telemetry_key is not null and orphaned_at is null;
