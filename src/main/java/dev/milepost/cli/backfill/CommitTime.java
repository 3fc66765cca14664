package dev.milepost.cli.backfill;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** When somebody committed or tagged, with the offset of the clock that they looked at. */
record CommitTime(OffsetDateTime value) {

    static CommitTime of(RevCommit commit) {
        var committer = commit.getCommitterIdent();
        return committer == null ? utc(Instant.ofEpochSecond(commit.getCommitTime())) : of(committer);
    }

    static CommitTime of(PersonIdent ident) {
        try {
            return new CommitTime(ident.getWhenAsInstant().atOffset(ident.getZoneOffset()));
        } catch (DateTimeException e) {
            // git stores whatever offset a committer's machine claimed, such as +51800
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
