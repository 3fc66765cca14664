package dev.milepost.upgrades.merging;

import dev.milepost.upgrades.merging.KeyedValue.Entry;
import java.util.ArrayList;
import java.util.Optional;

/** Applies one change of the template to the service's text. Returns empty if that would lose a line of the service. */
final class ChangeApplier {

    private final KeyedFormat format;
    private final Layout base;
    private final Layout target;
    private final Layout theirs;

    /** @param theirs the service's text with the changes applied so far */
    ChangeApplier(KeyedFormat format, String base, String target, String theirs) {
        this.format = format;
        this.base = new Layout(base);
        this.target = new Layout(target);
        this.theirs = new Layout(theirs);
    }

    Optional<String> apply(KeyMerge.EntryChange change) {
        var from = change.base().get(change.key());
        var to = change.target().get(change.key());
        var now = change.theirs().get(change.key());
        if (now == null) {
            return to == null ? Optional.empty() : insert(change, to);
        }
        if (from == null || (!fitsInLine(now, theirs) && !hasNoServiceContent(now, from))) {
            return Optional.empty();
        }
        return to == null ? delete(change, from, now) : Optional.of(replace(to, now));
    }

    /** Whether all of the service's lines there, including comments, come from the template's base. */
    private boolean hasNoServiceContent(Entry now, Entry from) {
        // JSON has no comments, so equal values have equal content.
        return format == KeyedFormat.JSON
                || base.lineSet(from.start(), from.end()).containsAll(theirs.lineSet(now.start(), now.end()));
    }

    private String replace(Entry to, Entry now) {
        if (fitsInLine(to, target) && fitsInLine(now, theirs)) {
            return spliced(
                    now.value().start(),
                    now.value().end(),
                    text(target, to.value().start(), to.value().end()));
        }
        var entry = text(target, to.start(), to.end());
        return spliced(now.start(), now.end(), indented(entry, to, theirs.indent(now.start())));
    }

    private static boolean fitsInLine(Entry entry, Layout layout) {
        return entry.value().entries() == null
                && entry.value().start() < entry.value().end()
                && text(layout, entry.start(), entry.end()).indexOf('\n') < 0;
    }

    private Optional<String> delete(KeyMerge.EntryChange change, Entry from, Entry now) {
        if (format == KeyedFormat.JSON) {
            var entries = new ArrayList<>(change.theirs().values());
            int index = entries.indexOf(now);
            if (index + 1 < entries.size()) {
                return Optional.of(spliced(now.start(), entries.get(index + 1).start(), ""));
            }
            int start = index > 0 ? entries.get(index - 1).end() : now.start();
            return Optional.of(spliced(start, now.end(), ""));
        }
        if (!theirs.isAlone(now) || !hasNoServiceContent(now, from)) {
            return Optional.empty();
        }
        int start = theirs.lineStart(now.start());
        int lead = theirs.leadingCommentStart(now.start());
        if (base.lineSet(base.leadingCommentStart(from.start()), from.end())
                .containsAll(theirs.lineSet(lead, now.end()))) {
            start = lead;
        }
        int end = theirs.lineEnd(now.end());
        if (theirs.isBlankBefore(start) && theirs.isBlankAt(end)) {
            start = theirs.lineStart(start - 1);
        }
        return Optional.of(spliced(start, end, ""));
    }

    private Optional<String> insert(KeyMerge.EntryChange change, Entry to) {
        var insertionPoint = InsertionPoint.of(change);
        return format == KeyedFormat.JSON
                ? insertionPoint.map(beside -> insertWithComma(beside, to))
                : insertionPoint
                        .filter(beside -> isLineBeside(beside) && target.isAlone(to))
                        .map(beside -> insertLines(beside, to));
    }

    /** Whether a line can be inserted there. After the first key of a list's item one can, but not before it. */
    private boolean isLineBeside(InsertionPoint beside) {
        return theirs.isAlone(beside.entry())
                || (!beside.before() && theirs.isFirstOfItem(beside.entry()) && theirs.isLastOfLine(beside.entry()));
    }

    private String insertWithComma(InsertionPoint beside, Entry to) {
        var at = beside.entry();
        var indent = theirs.indent(at.start());
        var ownLine = theirs.lineStart(at.start()) + indent.length() == at.start();
        var parting = ownLine ? "\n" + indent : " ";
        var entry = indented(text(target, to.start(), to.end()), to, indent);
        return beside.before()
                ? spliced(at.start(), at.start(), entry + "," + parting)
                : spliced(at.end(), at.end(), "," + parting + entry);
    }

    private String insertLines(InsertionPoint beside, Entry to) {
        var at = beside.entry();
        int lead = newLead(to);
        var lines = text(target, lead, target.lineEnd(to.end())).stripTrailing();
        var blank = target.isBlankBefore(lead) && !beside.before() ? "\n" : "";
        var inserted = blank + indented(lines, to, theirs.indent(at.start())) + "\n";
        if (beside.before()) {
            int place = theirs.leadingCommentStart(at.start());
            return spliced(place, place, inserted);
        }
        int place = theirs.lineEnd(at.end());
        return theirs.text().substring(0, place).endsWith("\n")
                ? spliced(place, place, inserted)
                : spliced(place, place, "\n" + inserted.substring(0, inserted.length() - 1));
    }

    /** Returns the start of the comments above a new entry, without comments that the base already contains. */
    private int newLead(Entry to) {
        int start = target.lineStart(to.start());
        var known = base.lineSet(0, base.text().length());
        int lead = target.leadingCommentStart(to.start());
        while (lead < start) {
            int above = target.lineStart(start - 1);
            if (known.containsAll(target.lineSet(above, above))) {
                break;
            }
            start = above;
        }
        return start;
    }

    private String indented(String lines, Entry to, String indent) {
        return Layout.indented(lines, target.indent(to.start()), indent);
    }

    private String spliced(int start, int end, String replacement) {
        return theirs.text().substring(0, start) + replacement + theirs.text().substring(end);
    }

    private static String text(Layout layout, int start, int end) {
        return layout.text().substring(start, end);
    }
}
