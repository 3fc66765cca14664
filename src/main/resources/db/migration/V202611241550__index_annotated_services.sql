-- Serves the objectives that components set for their services by annotation: few among many entities.
create index catalog_entity_with_objectives on catalog_entity (telemetry_key, entity_ref)
where kind = 'component' and orphaned_at is null
    and jsonb_path_exists(content, '$.metadata.annotations.keyvalue().key ? (@ starts with "milepost.dev/slo-")', '{}', true);
