package dev.milepost.cli.backfill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a backfill.
 *
 * @param elapsed the time until the events were in the numbers, or until the wait ended
 * @param processed whether the events are in the numbers; false if the wait timed out
 * @param curl a command that reads the four keys of the history
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
        lines.add("Sent %,d events of the days %s to %s (UTC), in %.1f s: %,d accepted, %,d already known."
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
                        ? "The four keys of this history:"
                        : "The service is still processing the events. Afterwards, the four keys of this history:");
        lines.add("  " + curl);
        return lines;
    }
}
