package dev.milepost.templates;

import dev.milepost.platform.Cursor;
import dev.milepost.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Points channels to versions of golden paths, forward and back. */
@ApplicationScoped
class Channels {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST = 32;

    private final VersionRepository versions;
    private final ChannelRepository channels;
    private final TemplateNews news;
    private final Acts acts;

    Channels(VersionRepository versions, ChannelRepository channels, TemplateNews news, Acts acts) {
        this.versions = versions;
        this.channels = channels;
        this.news = news;
        this.acts = acts;
    }

    /** How the channel stands now; where it points to the version already, nothing has changed. */
    @Transactional
    Promotion promote(String template, String channel, PromotionRequest request) {
        requireName(channel);
        var act = acts.begin();
        act.require(Kind.GOLDEN_PATH, template, versions.owner(Kind.GOLDEN_PATH, template));
        var version = versions.find(Kind.GOLDEN_PATH, template, request.version())
                .orElseThrow(() -> UnknownVersion.version(Kind.GOLDEN_PATH, template, request.version()));
        var before = channels.find(template, channel);
        if (before.isPresent() && before.get().version().equals(version.version())) {
            return before.get();
        }
        if (version.yank() != null) {
            throw new Yanked(template, version.version(), version.yank());
        }
        var promotion = new Promotion(
                channel,
                version.version(),
                before.map(Promotion::version).orElse(null),
                act.at(),
                act.caller().name(),
                request.reason());
        channels.add(template, promotion);
        news.promoted(template, promotion);
        acts.note(act, Noted.promoted(template, promotion));
        return promotion;
    }

    Page<Promotion> history(String template, String channel, int limit, @Nullable String cursor) {
        var found = channels.findHistory(template, channel, before(cursor), limit + 1);
        if (found.isEmpty() && cursor == null) {
            versions.owner(Kind.GOLDEN_PATH, template);
            throw UnknownVersion.channel(template, channel);
        }
        var page = Page.of(found, limit, last -> Cursor.of(Long.toString(last.id())));
        return new Page<>(
                page.items().stream().map(ChannelRepository.Numbered::promotion).toList(), page.nextCursor());
    }

    private static long before(@Nullable String cursor) {
        try {
            return cursor == null
                    ? Long.MAX_VALUE
                    : Long.parseLong(Cursor.parse(cursor, 1).values().get(0));
        } catch (NumberFormatException e) {
            throw Cursor.unknown();
        }
    }

    static void requireName(String channel) {
        if (channel.length() > LONGEST || !NAME.matcher(channel).matches()) {
            throw new InvalidParameter(
                    "channel",
                    "must be lower-case letters and digits, with single hyphens between them, at most " + LONGEST);
        }
    }
}
