create table github_merge (
    repository  text collate "C" not null,
    commit_sha  text collate "C" not null,
    part        text collate "C" not null,
    content     text             not null,
    received_at timestamptz      not null,
    constraint github_merge_pk primary key (repository, commit_sha, part)
);
comment on table github_merge is
    'What GitHub''s deliveries say about a commit that merged a pull request: the push that has it as its head, and each '
    'pull request that it merged. They arrive in any order, and only together they show whether it is a merge commit.';
comment on column github_merge.repository is 'host/owner/name.';
comment on column github_merge.part is 'push, or pull_request and its number.';

-- Serves the deletion of what is too old to be completed.
create index github_merge_by_time on github_merge (received_at);
