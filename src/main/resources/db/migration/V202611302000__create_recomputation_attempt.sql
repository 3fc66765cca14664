-- A recomputation of a service that was begun and has not succeeded. It is written before the recomputation, so that it
-- stays if the process dies of it, and deleted by the recomputation that succeeds.
create table recomputation_attempt (
    service  text collate "C" not null,
    attempts integer          not null,
    -- When the service is recomputed again, alone.
    retry_at timestamptz      not null,
    constraint recomputation_attempt_pk primary key (service),
    constraint recomputation_attempt_attempts check (attempts > 0)
);
