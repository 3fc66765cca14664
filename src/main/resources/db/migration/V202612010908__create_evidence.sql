-- Evidence: documents about services, commits and artifacts, the facts that were read from them, and who may sign them.

create table evidence (
    id              uuid             not null,
    kind            text collate "C" not null,
    tool            text collate "C" not null,
    service         text collate "C" not null,
    commit_sha      text collate "C",
    artifact_digest text collate "C",
    source          text             not null,
    produced_at     timestamptz      not null,
    received_at     timestamptz      not null,
    signer          text,
    key_name        text,
    digest          text collate "C" not null,
    bytes           bigint           not null,
    sent_by         text             not null,
    facts           jsonb            not null,
    facts_bytes     integer          not null,
    facts_heap      bigint           not null,
    constraint evidence_pk primary key (id),
    constraint evidence_once unique nulls not distinct (digest, kind, service, commit_sha, artifact_digest),
    constraint evidence_about_something check (service <> '' or commit_sha is not null or artifact_digest is not null),
    constraint evidence_signed check ((signer is null) = (key_name is null))
);
comment on table evidence is 'The facts of documents, once for each document and what it is about.';
comment on column evidence.tool is
    'What made the document; empty if it does not say. Of each kind and tool, the newest evidence counts.';
comment on column evidence.service is 'Empty if it is about an artifact or commit of which no service is known.';
comment on column evidence.produced_at is
    'The time that the document states, at most received_at; received_at if it states none.';
comment on column evidence.received_at is 'When the same document about the same was last received.';
comment on column evidence.key_name is 'The key that verified it; null if none did, or if the key was removed.';
comment on column evidence.signer is 'The identity of the key at that time.';
comment on column evidence.digest is 'The SHA-256 of the document.';
comment on column evidence.facts_bytes is 'The length of the facts, so that large ones are not read to find it out.';
comment on column evidence.facts_heap is
    'The bytes of heap that the facts take as a tree: an estimate, by which memory is reserved before they are read.';

-- The evidence that a service owes, and policies on a service: the newest of each kind and tool. Retention keeps it.
create index evidence_by_service on evidence (service, kind, tool, produced_at desc);
-- The list of a service, newest first.
create index evidence_by_service_and_time on evidence (service, received_at, id);
-- Policies on a commit.
create index evidence_by_commit on evidence (commit_sha) where commit_sha is not null;
-- Policies on an artifact.
create index evidence_by_artifact on evidence (artifact_digest) where artifact_digest is not null;
-- The list, newest first, and retention.
create index evidence_by_time on evidence (received_at, id);
-- The removal of a key.
create index evidence_by_key on evidence (key_name) where key_name is not null;

create table evidence_document (
    digest    text collate "C" not null,
    content   bytea            not null,
    stored_at timestamptz      not null,
    constraint evidence_document_pk primary key (digest)
);
comment on table evidence_document is
    'The documents of evidence by their SHA-256, each once. They are deleted earlier than the facts.';
comment on column evidence_document.stored_at is 'When the document was last received.';

-- Retention.
create index evidence_document_by_time on evidence_document (stored_at);

create table evidence_key (
    name        text collate "C" not null,
    public_key  text             not null,
    algorithm   text             not null,
    fingerprint text             not null,
    identity    text             not null,
    services    text[]           not null,
    added_by    text             not null,
    added_at    timestamptz      not null,
    row_version bigint           not null default 0,
    constraint evidence_key_pk primary key (name),
    constraint evidence_key_algorithm check (algorithm in ('ecdsa-p256', 'ed25519', 'rsa-pss', 'rsa-pkcs1')),
    constraint evidence_key_has_services check (cardinality(services) > 0)
);
comment on table evidence_key is 'Public keys that verify the signatures of evidence. Private keys are in no table.';
comment on column evidence_key.public_key is 'PEM. It never changes under its name.';
comment on column evidence_key.algorithm is 'The only algorithm that the key verifies. Documents do not choose it.';
comment on column evidence_key.services is 'Patterns of the services that it may sign for.';
comment on column evidence_key.row_version is 'Version of the row, for optimistic locking by Hibernate.';

create table evidence_type (
    name        text collate "C" not null,
    definition  jsonb            not null,
    changed_by  text             not null,
    changed_at  timestamptz      not null,
    row_version bigint           not null default 0,
    constraint evidence_type_pk primary key (name)
);
comment on table evidence_type is
    'Types of evidence that an installation defines: a JSON Schema, and the CEL expressions of the facts.';
comment on column evidence_type.row_version is 'Version of the row, for optimistic locking by Hibernate.';
