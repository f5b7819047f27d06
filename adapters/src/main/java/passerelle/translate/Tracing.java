package passerelle.translate;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.sf.saxon.event.Receiver;
import net.sf.saxon.expr.XPathContext;
import net.sf.saxon.lib.TraceListener;
import net.sf.saxon.s9api.Location;
import net.sf.saxon.trace.Traceable;
import net.sf.saxon.trace.TraceableComponent;

/**
 * Watches stylesheets while they run: which templates and functions do, and which line made which element of the result.
 * One translation at a time.
 */
public final class Tracing {
    private final Path home;
    private final Set<String> touched = new TreeSet<>();
    private final List<Made> made = new ArrayList<>();

    /** @param home what the names of files are relative to */
    public Tracing(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /**
     * An element of a result.
     *
     * @param path {@code /message/body/person/name[2]/family}
     * @param file of the instruction that made it, relative to the home folder; "" when nobody knows
     * @param line from 1
     */
    public record Made(String path, String file, int line) {}

    /** Whether a template or function ran since this began. */
    public synchronized boolean hasTouched(Rule rule) {
        return touched.contains(rule.place());
    }

    /** The elements of what was written since this was last asked, in their order. */
    public synchronized List<Made> take() {
        var taken = List.copyOf(made);
        made.clear();
        return taken;
    }

    TraceListener listener() {
        return new Listener();
    }

    Receiver watch(Receiver next) {
        return new Watch(next);
    }

    private String file(Location location) {
        var module = location.getSystemId();
        if (module == null || !module.startsWith("file:")) {
            return "";
        }
        var file = Path.of(URI.create(module)).normalize();
        return file.startsWith(home) ? home.relativize(file).toString() : "";
    }

    private synchronized void touch(Location location) {
        touched.add(file(location) + ":" + location.getLineNumber());
    }

    private synchronized void make(String path, Location location) {
        made.add(new Made(path, file(location), Math.max(0, location.getLineNumber())));
    }

    private final class Listener implements TraceListener {
        @Override
        public void enter(Traceable instruction, Map<String, Object> properties, XPathContext context) {
            if (instruction instanceof TraceableComponent) {
                touch(instruction.getLocation());
            }
        }
    }

    private final class Watch extends PathReceiver {
        Watch(Receiver next) {
            super(next);
        }

        @Override
        void started(String path, Location location) {
            make(path, location);
        }
    }
}
