package passerelle.translate;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.sf.saxon.event.Receiver;
import net.sf.saxon.expr.XPathContext;
import net.sf.saxon.lib.TraceListener;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.s9api.Location;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
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
    private final Deque<String> at = new ArrayDeque<>();

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
     * @param from what the template was at work on, without numbers: {@code /reportCrossing/person/sex}; "" when nothing
     */
    public record Made(String path, String file, int line, String from) {}

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
        at.clear();
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
        made.add(new Made(
                path, file(location), Math.max(0, location.getLineNumber()), at.isEmpty() ? "" : at.element()));
    }

    private static String path(NodeInfo node) {
        var path = new StringBuilder();
        for (XdmNode step = new XdmNode(node); step != null && step.getNodeName() != null; step = step.getParent()) {
            path.insert(0, (step.getNodeKind() == XdmNodeKind.ATTRIBUTE ? "/@" : "/") + CommonMessage.name(step));
        }
        return path.toString();
    }

    private final class Listener implements TraceListener {
        @Override
        public void enter(Traceable instruction, Map<String, Object> properties, XPathContext context) {
            if (instruction instanceof TraceableComponent) {
                touch(instruction.getLocation());
                at.push(
                        context.getContextItem() instanceof NodeInfo node
                                ? path(node)
                                : at.isEmpty() ? "" : at.element());
            }
        }

        @Override
        public void leave(Traceable instruction) {
            if (instruction instanceof TraceableComponent) {
                at.poll();
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
