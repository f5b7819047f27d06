package passerelle.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;

/** Records a second of one thread, of processor time and of the clock. */
record Rate(double cpu, double clock) {

    /** One run over a whole file. */
    interface Run {
        void run(InputStream in) throws IOException;
    }

    static Rate of(Run run, InputStream in, long records) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long clock = System.nanoTime();
        run.run(in);
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        double clockSeconds = (System.nanoTime() - clock) / 1e9;
        return new Rate(records / cpuSeconds, records / clockSeconds);
    }

    Rate better(Rate other) {
        return cpu >= other.cpu ? this : other;
    }
}
