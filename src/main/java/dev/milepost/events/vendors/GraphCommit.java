package dev.milepost.events.vendors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.milepost.events.vendors.GitHubApiFailure.Kind;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.platform.time.Rfc3339;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A commit of GitHub's API.
 *
 * @param committedAt RFC 3339
 * @param message the beginning of its message
 * @param parents the SHAs of its parents, the first one first
 */
record GraphCommit(String sha, String committedAt, String message, List<String> parents) {

    private static final JsonFactory JSON = DocumentLimits.jsonFactory();

    private static final int MESSAGE_LENGTH = 200;

    /** A page of a comparison. */
    record Comparison(long total, List<GraphCommit> commits) {}

    GraphCommit {
        parents = List.copyOf(parents);
    }

    boolean isMerge() {
        return parents.size() > 1;
    }

    /** Reads the commits of a comparison. Its files, which are most of it, are skipped. */
    static Comparison readComparison(byte[] json) throws GitHubApiFailure {
        try (var parser = JSON.createParser(json)) {
            var commits = new ArrayList<GraphCommit>();
            long total = -1;
            requireObject(parser.nextToken());
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                var value = parser.nextToken();
                if (field.equals("total_commits") && value == JsonToken.VALUE_NUMBER_INT) {
                    total = parser.getLongValue();
                } else if (field.equals("commits") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        commits.add(readCommit(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
            if (total < 0) {
                throw unreadable();
            }
            return new Comparison(total, commits);
        } catch (IOException e) {
            throw e instanceof GitHubApiFailure failure ? failure : unreadable();
        }
    }

    /** Reads a commit by itself. */
    static GraphCommit read(byte[] json) throws GitHubApiFailure {
        try (var parser = JSON.createParser(json)) {
            parser.nextToken();
            return readCommit(parser);
        } catch (IOException e) {
            throw e instanceof GitHubApiFailure failure ? failure : unreadable();
        }
    }

    /** Date and message are in the object {@code commit} of a comparison, and beside the SHA of a commit by itself. */
    private static GraphCommit readCommit(JsonParser parser) throws IOException {
        var sha = "";
        var beside = new Details();
        var inside = new Details();
        var parents = new ArrayList<String>();
        requireObject(parser.currentToken());
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            var value = parser.nextToken();
            if (field.equals("sha") && value == JsonToken.VALUE_STRING) {
                sha = parser.getText();
            } else if (field.equals("parents") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    requireObject(parser.currentToken());
                    parents.add(readText(parser, "sha"));
                }
            } else if (field.equals("commit") && value == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    parser.nextToken();
                    inside.read(parser);
                }
            } else {
                beside.read(parser);
            }
        }
        var details = inside.date.isEmpty() ? beside : inside;
        if (!GitHubApiAddress.isSha(sha)
                || !parents.stream().allMatch(GitHubApiAddress::isSha)
                || Rfc3339.parse(details.date).isEmpty()) {
            throw unreadable();
        }
        return new GraphCommit(sha, details.date, details.message, parents);
    }

    /** The date of a commit and its message, as they are read. */
    private static final class Details {

        private String date = "";
        private String message = "";

        void read(JsonParser parser) throws IOException {
            var field = parser.currentName();
            if (field.equals("committer") && parser.currentToken() == JsonToken.START_OBJECT) {
                date = readText(parser, "date");
            } else if (field.equals("message") && parser.currentToken() == JsonToken.VALUE_STRING) {
                var whole = parser.getText();
                message = whole.substring(0, Math.min(whole.length(), MESSAGE_LENGTH));
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Reads an object and returns one of its texts; empty if it has none of this name. */
    private static String readText(JsonParser parser, String name) throws IOException {
        var text = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var isMeant = parser.currentName().equals(name);
            if (parser.nextToken() == JsonToken.VALUE_STRING && isMeant) {
                text = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        return text;
    }

    private static void requireObject(JsonToken token) throws GitHubApiFailure {
        if (token != JsonToken.START_OBJECT) {
            throw unreadable();
        }
    }

    private static GitHubApiFailure unreadable() {
        return new GitHubApiFailure(Kind.REFUSED, "GitHub returned something else than a list of commits.");
    }
}
