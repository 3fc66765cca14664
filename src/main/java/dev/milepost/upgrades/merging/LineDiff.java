package dev.milepost.upgrades.merging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;
import org.eclipse.jgit.diff.Subsequence;
import org.eclipse.jgit.diff.SubsequenceComparator;

/**
 * Line differences by git's histogram algorithm, which is quadratic in the number of lines in the worst case. If that
 * exceeds the budget, the texts are split at lines that occur exactly once in each (as in a patience diff). A part in
 * between that is still too long counts as replaced as a whole.
 */
final class LineDiff extends DiffAlgorithm {

    private static final int MOST_LINES = 5_000;

    /** Steps for each pair of lines. */
    private static final int STEPS = 10;

    private final MergeBudget budget;

    LineDiff(MergeBudget budget) {
        this.budget = budget;
    }

    @Override
    public <S extends Sequence> EditList diffNonCommon(SequenceComparator<? super S> comparator, S a, S b) {
        if (isAffordable(a.size() + (long) b.size())) {
            return new HistogramDiff().diffNonCommon(comparator, a, b);
        }
        var edits = new EditList();
        int nextA = 0;
        int nextB = 0;
        for (var match : matches(comparator, a, b)) {
            addBetween(comparator, a, b, new Edit(nextA, match.inA(), nextB, match.inB()), edits);
            nextA = match.inA() + 1;
            nextB = match.inB() + 1;
        }
        addBetween(comparator, a, b, new Edit(nextA, a.size(), nextB, b.size()), edits);
        return edits;
    }

    private boolean isAffordable(long lines) {
        return lines <= MOST_LINES && budget.take(STEPS * lines * lines);
    }

    private <S extends Sequence> void addBetween(
            SequenceComparator<? super S> comparator, S a, S b, Edit region, EditList edits) {
        var between = comparator.reduceCommonStartEnd(a, b, region);
        if (between.getType() == Edit.Type.EMPTY) {
            return;
        }
        if (between.getType() != Edit.Type.REPLACE
                || !isAffordable(between.getLengthA() + (long) between.getLengthB())) {
            edits.add(between);
            return;
        }
        var partA = Subsequence.a(a, between);
        var partB = Subsequence.b(b, between);
        var found = new HistogramDiff().diffNonCommon(new SubsequenceComparator<>(comparator), partA, partB);
        edits.addAll(Subsequence.toBase(found, partA, partB));
    }

    /** A line that occurs exactly once in each text. */
    private record Match(int inA, int inB) {}

    /** Returns the longest list of matches in the same order in both texts. */
    private static <S extends Sequence> List<Match> matches(SequenceComparator<? super S> comparator, S a, S b) {
        var inB = once(comparator, b);
        var ends = new ArrayList<Integer>();
        var matches = new ArrayList<Match>();
        var before = new ArrayList<Integer>();
        var onceInA = once(comparator, a);
        for (int i = 0; i < a.size(); i++) {
            var hash = comparator.hash(a, i);
            int place = inB.getOrDefault(hash, -1);
            if (place < 0 || onceInA.getOrDefault(hash, -1) != i || !comparator.equals(a, i, b, place)) {
                continue;
            }
            int length = lengthBefore(place, ends, matches);
            before.add(length == 0 ? -1 : ends.get(length - 1));
            if (length == ends.size()) {
                ends.add(matches.size());
            } else {
                ends.set(length, matches.size());
            }
            matches.add(new Match(i, place));
        }
        Deque<Match> longest = new ArrayDeque<>();
        for (int at = ends.isEmpty() ? -1 : ends.get(ends.size() - 1); at >= 0; at = before.get(at)) {
            longest.push(matches.get(at));
        }
        return List.copyOf(longest);
    }

    /** Returns the length of the longest list that a match at this place can extend. */
    private static int lengthBefore(int place, List<Integer> ends, List<Match> matches) {
        int low = 0;
        int high = ends.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (matches.get(ends.get(middle)).inB() < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the index of each line by its hash; -1 if several lines have the same hash. */
    private static <S extends Sequence> Map<Integer, Integer> once(SequenceComparator<? super S> comparator, S lines) {
        var places = new HashMap<Integer, Integer>();
        for (int i = 0; i < lines.size(); i++) {
            places.merge(comparator.hash(lines, i), i, (one, other) -> -1);
        }
        return places;
    }
}
