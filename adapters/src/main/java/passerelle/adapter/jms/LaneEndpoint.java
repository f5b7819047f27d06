package passerelle.adapter.jms;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import passerelle.model.PartnerId;

/** The end of a recipient's queue: {@code lane:<partner>?files=true&mostRecords=500&lingerMillis=1000&at=06:00,18:00}. */
public final class LaneEndpoint extends DefaultEndpoint {
    private final LaneComponent component;
    private final PartnerId recipient;
    private int consumers = 1;
    private boolean files;
    private long mostRecords = 1;
    private long lingerMillis;
    private String at = "";
    private long firstSequence = 1;

    LaneEndpoint(String uri, LaneComponent component, PartnerId recipient) {
        super(uri, component);
        this.component = component;
        this.recipient = recipient;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("A lane is only read; accepting fills it");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new LaneConsumer(this, processor);
    }

    PartnerId recipient() {
        return recipient;
    }

    LaneComponent lanes() {
        return component;
    }

    public int getConsumers() {
        return consumers;
    }

    /** Consignments under way at once. Messages of one group still follow each other. */
    public void setConsumers(int consumers) {
        this.consumers = consumers;
    }

    public boolean isFiles() {
        return files;
    }

    /** Whether waiting deliveries are first put together into files. */
    public void setFiles(boolean files) {
        this.files = files;
    }

    /** When a file is full. */
    Filling filling() {
        var times = at.isEmpty()
                ? List.<LocalTime>of()
                : Stream.of(at.split(",")).map(LocalTime::parse).toList();
        return new Filling(mostRecords, Duration.ofMillis(lingerMillis), times, firstSequence);
    }

    public long getMostRecords() {
        return mostRecords;
    }

    /** Most records of one file. */
    public void setMostRecords(long mostRecords) {
        this.mostRecords = mostRecords;
    }

    public long getLingerMillis() {
        return lingerMillis;
    }

    /** How long the first delivery of a file waits for others. */
    public void setLingerMillis(long lingerMillis) {
        this.lingerMillis = lingerMillis;
    }

    public String getAt() {
        return at;
    }

    /** Times of day, UTC, at which what there is becomes a file: {@code 06:00,18:00}. */
    public void setAt(String at) {
        this.at = at;
    }

    public long getFirstSequence() {
        return firstSequence;
    }

    /** Number of the first file. */
    public void setFirstSequence(long firstSequence) {
        this.firstSequence = firstSequence;
    }
}
