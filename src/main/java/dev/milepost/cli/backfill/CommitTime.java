package dev.milepost.cli.backfill;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** The time of a commit or tag, with the UTC offset of its author's machine. */
record CommitTime(OffsetDateTime value) {

    static CommitTime of(RevCommit commit) {
        var committer = commit.getCommitterIdent();
        return committer == null ? utc(Instant.ofEpochSecond(commit.getCommitTime())) : of(committer);
    }

    static CommitTime of(PersonIdent ident) {
        try {
            return new CommitTime(ident.getWhenAsInstant().atOffset(ident.getZoneOffset()));
        } catch (DateTimeException e) {
            // git stores any offset that a committer's machine sent, such as +51800.
            return utc(ident.getWhenAsInstant());
        }
    }

    private static CommitTime utc(Instant instant) {
        return new CommitTime(instant.atOffset(ZoneOffset.UTC));
    }

    Instant instant() {
        return value.toInstant();
    }

    @JsonValue
    @Override
    public String toString() {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value);
    }
}
