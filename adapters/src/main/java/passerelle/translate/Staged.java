package passerelle.translate;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.Result;

/** A document on its way through the stages of a translation, to the first that refuses it or to the end. */
final class Staged<T> implements Budget.Work<T> {
    private final Function<XdmNode, Result<T>> then;
    private Supplier<Result<XdmNode>> document;
    private final Iterator<Stage> stages;

    /** From one node to the next; a check gives back the node that it was given. */
    interface Stage extends Function<XdmNode, Result<XdmNode>> {}

    /**
     * @param document made when it is its turn
     * @param then what is done with what the last stage made, at once
     */
    Staged(Supplier<Result<XdmNode>> document, List<Stage> stages, Function<XdmNode, Result<T>> then) {
        this.document = document;
        this.stages = stages.iterator();
        this.then = then;
    }

    @Override
    public Optional<Result<T>> step() {
        if (!stages.hasNext()) {
            return Optional.of(document.get().then(then));
        }
        var made = document.get().then(stages.next());
        document = () -> made;
        return made.match(node -> Optional.empty(), failure -> Optional.of(Result.failed(failure)));
    }
}
