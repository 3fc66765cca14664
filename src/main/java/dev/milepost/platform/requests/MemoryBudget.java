package dev.milepost.platform.requests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A limited number of bytes, shared by many claims. A claim that does not fit is queued and blocks no thread. Large
 * claims can use three quarters of the bytes, so that small claims still fit. Each claimant is limited to its share, and
 * all anonymous claimants together to theirs, so that any number of them leaves the rest to authenticated ones. The
 * oldest claim of each is not limited by its share, so that claims cannot block each other forever.
 *
 * <p>No claim is starved. Whenever bytes are released, every queued claim is tried, oldest first. The oldest claim of a
 * claimant passes its shares, so in the end a claim waits for the bytes of all alone. While it does, claims that hold
 * nothing yet get no bytes that it waits for: a large one is queued behind the oldest large one, a small one behind the
 * oldest small one, and while a large one waits, small ones have their quarter only. Claims that hold bytes go on, as
 * they must end to release them. A waiting anonymous claim never holds back authenticated claims from the part that
 * anonymous claimants cannot use.
 */
final class MemoryBudget {

    /** The maximum bytes of a small claim. */
    private final long small;

    private final double share;
    private final Level all;
    private final Level anonymous;
    private final Map<Claimant, Level> claimants = new HashMap<>();
    private final Set<Claim> waiting = new LinkedHashSet<>();

    /** The oldest claims of each size that wait for the bytes of all, not for their shares. */
    private @Nullable Claim firstLarge;

    private @Nullable Claim firstSmall;

    /**
     * @param share the share of one claimant; of an anonymous one in the bytes of all anonymous claimants
     * @param anonymousShare the share of all anonymous claimants
     */
    MemoryBudget(long bytes, double share, double anonymousShare, long small) {
        this.share = share;
        this.small = small;
        this.all = new Level(bytes);
        this.anonymous = new Level((long) (bytes * anonymousShare));
    }

    /**
     * Requests bytes for a claim. Returns true if they were granted at once. Otherwise the claim is queued, and {@link
     * Claim#granted} is called when they are granted.
     */
    synchronized boolean take(Claim claim, long more) {
        if (more == 0 || takeNow(claim, more)) {
            return true;
        }
        enter(claim);
        claim.wanted = more;
        waiting.add(claim);
        await(claim);
        return false;
    }

    /** Requests bytes for a claim, which is not queued if they are not granted at once. */
    synchronized boolean takeNow(Claim claim, long more) {
        enter(claim);
        if (fits(claim, more)) {
            add(claim, more);
            return true;
        }
        if (claim.taken == 0) {
            leave(claim);
        }
        return false;
    }

    /** Releases all bytes of a claim. */
    void release(Claim claim) {
        for (var granted : giveBack(claim)) {
            granted.granted.run();
        }
    }

    private synchronized List<Claim> giveBack(Claim claim) {
        if (claim.wanted > 0) {
            waiting.remove(claim);
            claim.wanted = 0;
        }
        if (!all.claims.contains(claim)) {
            return List.of();
        }
        claim.levels.forEach(level -> level.add(claim.isLarge, -claim.taken));
        claim.taken = 0;
        leave(claim);
        return grant();
    }

    private List<Claim> grant() {
        firstLarge = null;
        firstSmall = null;
        var granted = new ArrayList<Claim>();
        for (var claims = waiting.iterator(); claims.hasNext(); ) {
            var claim = claims.next();
            if (fits(claim, claim.wanted)) {
                claims.remove();
                add(claim, claim.wanted);
                claim.wanted = 0;
                granted.add(claim);
            } else {
                await(claim);
            }
        }
        return granted;
    }

    /** Notes a claim that is not granted if it is the oldest of its size that waits for the bytes of all. */
    private void await(Claim claim) {
        var isLarge = isLarge(claim, claim.wanted);
        if ((isLarge ? firstLarge : firstSmall) != null || !fitsShares(claim, claim.wanted, isLarge)) {
            return;
        }
        if (isLarge) {
            firstLarge = claim;
        } else {
            firstSmall = claim;
        }
    }

    /** Whether an older claim waits for the bytes that a claim would get. */
    private boolean isHeldBack(Claim claim, long more, boolean isLarge) {
        if (claim.taken > 0) {
            return false;
        }
        return isLarge
                ? isBehind(firstLarge, claim, more, true)
                : isBehind(firstSmall, claim, more, false)
                        || all.small + more > all.limit / 4 && isBehind(firstLarge, claim, more, false);
    }

    private boolean isBehind(@Nullable Claim first, Claim claim, long more, boolean isLarge) {
        if (first == null || first == claim) {
            return false;
        }
        var hasItsOwnPart = first.claimant.isAnonymous() && !claim.claimant.isAnonymous();
        return !hasItsOwnPart || !fitsAuthenticatedPart(more, isLarge);
    }

    /** Whether authenticated claims with some more bytes are within the part that anonymous ones cannot use. */
    private boolean fitsAuthenticatedPart(long more, boolean isLarge) {
        var large = all.large - anonymous.large;
        var small = all.small - anonymous.small;
        return isLarge
                ? large + more <= all.large() - anonymous.large()
                : large + small + more <= all.limit - anonymous.limit;
    }

    private Level level(Claimant claimant) {
        return new Level((long) ((claimant.isAnonymous() ? anonymous : all).limit * share));
    }

    private void enter(Claim claim) {
        if (all.claims.add(claim)) {
            var own = claimants.computeIfAbsent(claim.claimant, this::level);
            claim.levels = claim.claimant.isAnonymous() ? List.of(all, anonymous, own) : List.of(all, own);
            claim.levels.forEach(level -> level.claims.add(claim));
        }
    }

    private void leave(Claim claim) {
        claim.levels.forEach(level -> level.claims.remove(claim));
        claim.levels = List.of();
        claimants.computeIfPresent(claim.claimant, (key, level) -> level.claims.isEmpty() ? null : level);
    }

    private boolean fits(Claim claim, long more) {
        var isLarge = isLarge(claim, more);
        return !isHeldBack(claim, more, isLarge) && all.fits(claim, more, isLarge) && fitsShares(claim, more, isLarge);
    }

    private boolean fitsShares(Claim claim, long more, boolean isLarge) {
        for (var level : claim.levels) {
            if (level != all && !level.isOldest(claim) && !level.fits(claim, more, isLarge)) {
                return false;
            }
        }
        return true;
    }

    private void add(Claim claim, long more) {
        if (!claim.isLarge && isLarge(claim, more)) {
            claim.levels.forEach(level -> level.move(claim.taken));
            claim.isLarge = true;
        }
        claim.levels.forEach(level -> level.add(claim.isLarge, more));
        claim.taken += more;
    }

    private boolean isLarge(Claim claim, long more) {
        return claim.taken + more > small;
    }

    synchronized long taken() {
        return all.large + all.small;
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** The maximum bytes of one claim while there are others. */
    long most(Claimant claimant) {
        return (claimant.isAnonymous() ? anonymous : all).large();
    }

    /** The used bytes of all claims, of the anonymous ones, or of one claimant. */
    private static final class Level {

        private final long limit;
        private final Set<Claim> claims = new LinkedHashSet<>();
        private long large;
        private long small;

        Level(long limit) {
            this.limit = limit;
        }

        /** The maximum bytes of large claims. */
        long large() {
            return limit - limit / 4;
        }

        /**
         * Whether a claim fits. A claim larger than the limit fits if there is no other large claim, so that no limit
         * can block it forever.
         */
        boolean fits(Claim claim, long more, boolean isLarge) {
            var isBeyond = claim.taken + more > large();
            if (isLarge && isBeyond) {
                return large == (claim.isLarge ? claim.taken : 0);
            }
            return isLarge
                    ? large + more <= large() && large + small + more <= limit
                    : small + more <= limit / 4 || large + small + more <= limit;
        }

        boolean isOldest(Claim claim) {
            return claims.iterator().next() == claim;
        }

        void add(boolean isLarge, long more) {
            if (isLarge) {
                large += more;
            } else {
                small += more;
            }
        }

        void move(long taken) {
            small -= taken;
            large += taken;
        }
    }

    /** The bytes of one request or response. */
    static final class Claim {

        private final Claimant claimant;
        private final Runnable granted;

        /** Empty while the claim neither holds nor waits for bytes. */
        private List<Level> levels = List.of();

        private long taken;
        private long wanted;
        private boolean isLarge;

        /** @param granted called on any thread when queued bytes are granted */
        Claim(Claimant claimant, Runnable granted) {
            this.claimant = claimant;
            this.granted = granted;
        }

        Claimant claimant() {
            return claimant;
        }
    }
}
