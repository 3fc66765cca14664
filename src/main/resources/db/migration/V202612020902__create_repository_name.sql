create table repository_name (
    name    text collate "C" not null,
    address text collate "C" not null,
    constraint repository_name_pk primary key (name)
);
comment on table repository_name is
    'Which of the repositories of one name is the service of that name, where neither the catalog nor the configuration '
    'says it: the first that sent a delivery. The others are services by owner and name.';
comment on column repository_name.address is 'host/owner/name, in lower case.';
