package passerelle.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one run of load showed.
 *
 * @param acknowledged messages a second, as callers saw it
 * @param drained messages a second, from the first call to the last message in a file
 * @param cpuSeconds processor seconds of the server for 1,000 messages
 * @param p50 milliseconds to the acknowledgement, of half of the messages
 * @param p99 milliseconds to the acknowledgement, of all but one in a hundred
 * @param syncs waits for the disk a message, by folder of the data
 * @param kept bytes of data a message after the stop, without the broker, which uses its files again
 * @param written bytes given to the disk a message
 * @param failed calls without an acknowledgement
 */
record Figures(
        int connections,
        int messages,
        double acknowledged,
        double drained,
        double cpuSeconds,
        double p50,
        double p99,
        Map<String, Double> syncs,
        double kept,
        double written,
        int failed) {

    Figures {
        syncs = new TreeMap<>(syncs);
    }

    double allSyncs() {
        return syncs.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
