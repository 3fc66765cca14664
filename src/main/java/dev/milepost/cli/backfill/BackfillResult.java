package dev.milepost.cli.backfill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A history that has arrived.
 *
 * @param elapsed until it was in the numbers
 * @param processed whether it is, or the service was still at work when patience ended
 * @param curl how to ask for its numbers
 */
record BackfillResult(
        HistorySummary found,
        HistorySpan window,
        BackfillReceipt receipt,
        Duration elapsed,
        boolean processed,
        String curl) {

    boolean isFullyAccepted() {
        return receipt.rejections() == 0;
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Sent %,d events from %s to %s in %.1f s: %,d accepted, %,d already known."
                .formatted(
                        receipt.events(),
                        window.firstDay(),
                        window.lastDay(),
                        elapsed.toMillis() / 1000.0,
                        receipt.accepted(),
                        receipt.duplicates()));
        if (!isFullyAccepted()) {
            lines.add("%,d were rejected:".formatted(receipt.rejections()));
            receipt.rejected().forEach(rejection -> lines.add("  " + rejection));
        }
        lines.add(
                processed
                        ? "The four keys over this history:"
                        : "The service is still at work on them. The four keys over this history, when it is done:");
        lines.add("  " + curl);
        return lines;
    }
}
