package dev.milepost.platform.requests;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A limited number of bytes, shared by many claims. A claim that does not fit is queued and blocks no thread. Large
 * claims can use three quarters of the bytes, so that small claims still fit. Each claimant is limited to its share, and
 * all anonymous claimants together to theirs, so that any number of them leaves the rest to authenticated ones. The
 * oldest claim of each is not limited by its share, so that claims cannot block each other forever.
 */
final class MemoryBudget {

    /** How many queued claims are tried when bytes are released. */
    private static final int LOOKED_AT = 64;

    /** The maximum bytes of a small claim. */
    private final long small;

    private final double share;
    private final Level all;
    private final Level anonymous;
    private final Map<Claimant, Level> claimants = new HashMap<>();
    private final Deque<Claim> waiting = new ArrayDeque<>();

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
        levels(claim).forEach(level -> level.add(claim.isLarge, -claim.taken));
        claim.taken = 0;
        leave(claim);
        return waiting.isEmpty() ? List.of() : grant();
    }

    private List<Claim> grant() {
        var granted = new ArrayList<Claim>();
        for (int left = Math.min(LOOKED_AT, waiting.size()); left > 0; left--) {
            var claim = waiting.remove();
            if (fits(claim, claim.wanted)) {
                add(claim, claim.wanted);
                claim.wanted = 0;
                granted.add(claim);
            } else {
                waiting.add(claim);
            }
        }
        return granted;
    }

    private List<Level> levels(Claim claim) {
        var own = claimants.computeIfAbsent(claim.claimant, this::level);
        return claim.claimant.isAnonymous() ? List.of(all, anonymous, own) : List.of(all, own);
    }

    private Level level(Claimant claimant) {
        return new Level((long) ((claimant.isAnonymous() ? anonymous : all).limit * share));
    }

    private void enter(Claim claim) {
        levels(claim).forEach(level -> level.claims.add(claim));
    }

    private void leave(Claim claim) {
        levels(claim).forEach(level -> level.claims.remove(claim));
        claimants.computeIfPresent(claim.claimant, (key, level) -> level.claims.isEmpty() ? null : level);
    }

    private boolean fits(Claim claim, long more) {
        var isLarge = isLarge(claim, more);
        return levels(claim).stream()
                .allMatch(level -> level.fits(claim, more, isLarge) || level != all && level.isOldest(claim));
    }

    private void add(Claim claim, long more) {
        var levels = levels(claim);
        if (!claim.isLarge && isLarge(claim, more)) {
            levels.forEach(level -> level.move(claim.taken));
            claim.isLarge = true;
        }
        levels.forEach(level -> level.add(claim.isLarge, more));
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
