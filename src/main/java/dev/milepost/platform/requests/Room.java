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
 * claims can use three quarters of the bytes, so that small claims still fit. Each key is limited to its share, except
 * for its oldest claim, so that claims of one key cannot block each other forever.
 */
final class Room {

    /** How many queued claims are tried when bytes are released. */
    private static final int LOOKED_AT = 64;

    /** The maximum bytes of a small claim. */
    private final long small;

    private final long bytes;
    private final long share;
    private final Level all = new Level();
    private final Map<String, Level> keys = new HashMap<>();
    private final Deque<Claim> waiting = new ArrayDeque<>();

    Room(long bytes, double share, long small) {
        this.bytes = bytes;
        this.share = (long) (bytes * share);
        this.small = small;
    }

    /**
     * Requests bytes for a claim. Returns true if they were granted at once. Otherwise the claim is queued, and {@link
     * Claim#granted} is called when they are granted.
     */
    synchronized boolean take(Claim claim, long more) {
        if (more == 0) {
            return true;
        }
        var level = keys.computeIfAbsent(claim.key, key -> new Level());
        level.claims.add(claim);
        if (fits(claim, level, more)) {
            add(claim, level, more);
            return true;
        }
        claim.wanted = more;
        waiting.add(claim);
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
        var level = keys.get(claim.key);
        if (level == null || !level.claims.remove(claim)) {
            return List.of();
        }
        all.add(claim.isLarge, -claim.taken);
        level.add(claim.isLarge, -claim.taken);
        claim.taken = 0;
        if (level.claims.isEmpty()) {
            keys.remove(claim.key);
        }
        return waiting.isEmpty() ? List.of() : grant();
    }

    private List<Claim> grant() {
        var granted = new ArrayList<Claim>();
        for (int left = Math.min(LOOKED_AT, waiting.size()); left > 0; left--) {
            var claim = waiting.remove();
            var level = keys.get(claim.key);
            if (level != null && fits(claim, level, claim.wanted)) {
                add(claim, level, claim.wanted);
                claim.wanted = 0;
                granted.add(claim);
            } else {
                waiting.add(claim);
            }
        }
        return granted;
    }

    private boolean fits(Claim claim, Level level, long more) {
        var isLarge = isLarge(claim, more);
        return all.fits(claim, more, isLarge, bytes)
                && (level.fits(claim, more, isLarge, share)
                        || level.claims.iterator().next() == claim);
    }

    private void add(Claim claim, Level level, long more) {
        if (!claim.isLarge && isLarge(claim, more)) {
            all.move(claim.taken);
            level.move(claim.taken);
            claim.isLarge = true;
        }
        all.add(claim.isLarge, more);
        level.add(claim.isLarge, more);
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
    long most() {
        return large(bytes);
    }

    private static long large(long limit) {
        return limit - limit / 4;
    }

    /** The used bytes, in total or of one key. */
    private static final class Level {

        private final Set<Claim> claims = new LinkedHashSet<>();
        private long large;
        private long small;

        /**
         * Whether a claim fits. A claim larger than the limit fits if there is no other large claim, so that no limit
         * can block it forever.
         */
        boolean fits(Claim claim, long more, boolean isLarge, long limit) {
            var isBeyond = claim.taken + more > large(limit);
            if (isLarge && isBeyond) {
                return large == (claim.isLarge ? claim.taken : 0);
            }
            return isLarge
                    ? large + more <= large(limit) && large + small + more <= limit
                    : small + more <= limit / 4 || large + small + more <= limit;
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

    /** The bytes of one request. */
    static final class Claim {

        private final String key;
        private final Runnable granted;
        private long taken;
        private long wanted;
        private boolean isLarge;

        /** @param granted called on any thread when queued bytes are granted */
        Claim(String key, Runnable granted) {
            this.key = key;
            this.granted = granted;
        }
    }
}
